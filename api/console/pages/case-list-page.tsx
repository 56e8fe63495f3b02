import { Alert, Button, Input, Select, Table, type TableColumnsType, Tag } from 'antd';
import { Due } from '../case/due.tsx';
import { DepartmentPicker, WordPicker } from '../case/pickers.tsx';
import { topicText, urgencyColors } from '../case/words.ts';
import { go, Link, useLocation } from '../parts/location.tsx';
import { type CaseFilter, useCaseList, useDirectory } from '../parts/queries.ts';
import type { CaseSummary } from '../parts/shapes.ts';
import { formatTime } from '../parts/time.ts';

/** 全部工单: all that this person may see, with filters that are part of the address. */
export function CaseListPage() {
  const { searchParams } = useLocation();
  const directory = useDirectory().data;
  const filter: CaseFilter = Object.fromEntries(
    ['state', 'q', 'urgency', 'department'].map((key) => [key, searchParams.get(key) ?? '']),
  );
  const list = useCaseList(filter, 50);
  const change = (key: keyof CaseFilter, value: string | undefined) => {
    const query = new URLSearchParams(searchParams);
    if (value) query.set(key, value);
    else query.delete(key);
    go(query.size > 0 ? `/cases?${query}` : '/cases', 'replace');
  };
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page">
      <h1>全部工单</h1>
      <search className="filters">
        <Input.Search
          key={filter.q}
          aria-label="搜索工单"
          placeholder="工单编号或诉求里的词"
          allowClear
          defaultValue={filter.q ?? ''}
          enterButton="搜索"
          onSearch={(words) => change('q', words.trim())}
        />
        <Select
          aria-label="按状态"
          mode="multiple"
          allowClear
          maxTagCount="responsive"
          placeholder="全部状态"
          options={Object.entries(directory?.words.states ?? {}).map(([value, label]) => ({ value, label }))}
          value={filter.state ? filter.state.split(',') : []}
          onChange={(states: string[]) => change('state', states.join(','))}
        />
        <WordPicker
          words="urgencies"
          label="按紧急程度"
          allowClear
          placeholder="全部紧急程度"
          value={filter.urgency || undefined}
          onChange={(urgency) => change('urgency', urgency)}
        />
        <DepartmentPicker
          label="按承办单位"
          allowClear
          placeholder="全部承办单位"
          value={filter.department || undefined}
          onChange={(department) => change('department', department)}
        />
      </search>
      {list.isError && <Alert type="error" showIcon title={list.error.message} className="spaced" />}
      <Table
        rowKey="id"
        size="middle"
        columns={columnsOf(directory?.words.urgencies ?? {})}
        dataSource={items}
        loading={list.isPending}
        pagination={false}
        scroll={{ x: 1100 }}
        locale={{ emptyText: '没有符合条件的工单' }}
      />
      {list.hasNextPage && (
        <Button
          block
          className="more-rows"
          loading={list.isFetchingNextPage}
          onClick={() => list.fetchNextPage()}
        >
          加载更多
        </Button>
      )}
    </div>
  );
}

const columnsOf = (urgencies: Record<string, string>): TableColumnsType<CaseSummary> => [
  {
    title: '工单编号',
    dataIndex: 'number',
    width: 175,
    render: (number: string) => <Link href={`/cases/${number}`}>{number}</Link>,
  },
  {
    title: '状态',
    width: 95,
    render: (_, item) => <Tag color="blue">{item.stateName}</Tag>,
  },
  {
    title: '紧急程度',
    dataIndex: 'urgency',
    width: 90,
    render: (urgency: string) => (
      <Tag color={urgencyColors[urgency] ?? 'default'}>{urgencies[urgency] ?? urgency}</Tag>
    ),
  },
  { title: '诉求', dataIndex: 'summary', className: 'wrap' },
  { title: '事项类别', width: 170, className: 'wrap', render: (_, item) => topicText(item.topic) || '—' },
  {
    title: '承办单位',
    width: 165,
    render: (_, { department }) =>
      department ? (
        <>
          {department.name}
          <div className="quiet">{department.code}</div>
        </>
      ) : (
        '—'
      ),
  },
  { title: '反映时间', dataIndex: 'filedAt', width: 150, render: formatTime },
  { title: '期限', width: 140, render: (_, item) => <Due at={item.dueAt} /> },
];
