import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Button, Empty, Input, Table, type TableColumnsType, Tag } from 'antd';
import { go, useLocation } from '../parts/location.tsx';
import { read } from '../parts/request.ts';
import './scenes-page.css';

interface Scene {
  sceneId: string;
  name: string | null;
  district: string | null;
  scans: number;
  people: number;
  newcomers: number;
  complaints: number;
  topics: { path: string[]; count: number }[];
}
interface Scenes {
  from: string;
  to: string;
  codes: number;
  total: { scans: number; people: number; newcomers: number; complaints: number };
  items: Scene[];
}

const figures = [
  ['scans', '扫码', '次'],
  ['people', '扫码的人', '人'],
  ['newcomers', '第一次来的', '人'],
  ['complaints', '登记的诉求', '件'],
] as const;

/** 扫码统计: how the communities' codes are used, and what is told through them. */
export function ScenesPage() {
  const { searchParams } = useLocation();
  const [from, to] = [searchParams.get('from') ?? '', searchParams.get('to') ?? ''];
  const scenes = useQuery({
    queryKey: ['scenes', from, to],
    placeholderData: keepPreviousData,
    queryFn() {
      const query = new URLSearchParams();
      if (from) query.set('from', from);
      if (to) query.set('to', to);
      return read<Scenes>(`/api/v1/scenes?${query}`);
    },
  });
  const change = (key: 'from' | 'to', value: string) => {
    const query = new URLSearchParams(searchParams);
    if (value) query.set(key, value);
    else query.delete(key);
    go(query.size > 0 ? `/scenes?${query}` : '/scenes', 'replace');
  };
  const { data } = scenes;
  return (
    <div className="page">
      <h1>扫码统计</h1>
      <search className="scene-span">
        <Input
          type="date"
          aria-label="从哪天"
          prefix="从"
          value={from || dayOf(data?.from, 0)}
          onChange={(event) => change('from', event.target.value)}
        />
        <Input
          type="date"
          aria-label="到哪天"
          prefix="到"
          value={to || dayOf(data?.to, 1)}
          onChange={(event) => change('to', event.target.value)}
        />
        {(from || to) && <Button onClick={() => go('/scenes', 'replace')}>最近 30 天</Button>}
      </search>
      {scenes.isError && <Alert type="error" showIcon title={scenes.error.message} className="spaced" />}
      <dl className="scene-figures">
        {figures.map(([key, title, unit]) => (
          <div key={key}>
            <dt>{title}</dt>
            <dd>
              {data?.total[key] ?? '—'} <span className="quiet">{unit}</span>
            </dd>
          </div>
        ))}
      </dl>
      <Table
        rowKey="sceneId"
        size="middle"
        columns={columns}
        dataSource={data?.items ?? []}
        loading={scenes.isPending}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 1000 }}
        locale={{
          emptyText: scenes.isSuccess && (
            <Empty
              description={`这段时间没有人扫码。全市 ${scenes.data.codes} 个社区码用 npm run wechat:qrcodes 打印，贴到小区里就会有数。`}
            />
          ),
        }}
      />
    </div>
  );
}

const chineseDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
/** The day of an instant in China, for a date field; `before` milliseconds earlier. */
const dayOf = (at: string | undefined, before: number) =>
  at ? chineseDay.format(new Date(Date.parse(at) - before)) : '';

const number = (title: string, key: 'scans' | 'people' | 'newcomers' | 'complaints') => ({
  title,
  dataIndex: key,
  width: 110,
  align: 'right' as const,
  sorter: (a: Scene, b: Scene) => a[key] - b[key],
});

const columns: TableColumnsType<Scene> = [
  {
    title: '社区',
    width: 220,
    className: 'wrap',
    render: (_, { name, sceneId }) => name ?? `不认识的码 ${sceneId}`,
  },
  { title: '区县', dataIndex: 'district', width: 130, render: (district: string | null) => district ?? '—' },
  number('扫码', 'scans'),
  number('人数', 'people'),
  number('新来的', 'newcomers'),
  number('诉求', 'complaints'),
  {
    title: '事项（多的在前）',
    className: 'wrap',
    render: (_, { topics }) =>
      topics.length === 0
        ? '—'
        : topics.map(({ path, count }) => (
            <Tag key={path.join()} title={path.join(' / ')}>
              {path.at(-1)} {count}
            </Tag>
          )),
  },
];
