import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Card, Select, Spin, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { topicText } from '../case/words.ts';
import { read, write } from '../parts/request.ts';
import { formatTime } from '../parts/time.ts';
import { CoverageChart } from './charts.tsx';
import type { Automation, Cell } from './shapes.ts';
import { percent, ruleWords } from './words.ts';

const address = '/api/v1/quality/automation';
const keyOf = ({ topic, department }: Cell) => `${topic.code} ${department.code}`;

/** The threshold that covers most of what is proved. */
const provedOf = ({ curve }: Cell, bar: number) => curve.filter(({ lower }) => lower > bar);

/** 自动派单: what reviews prove, and what an administrator allows on that ground. */
export function AutomationTab({ mayChange }: { mayChange: boolean }) {
  const automation = useQuery({
    queryKey: ['automation'],
    refetchInterval: 30_000,
    queryFn: () => read<Automation>(address),
  });
  if (automation.isError) return <Alert type="error" showIcon title={automation.error.message} />;
  if (!automation.data) return <Spin className="waiting" aria-label="正在计算" />;
  const { bar, cells, changes } = automation.data;
  return (
    <>
      <Alert
        type="info"
        className="spaced"
        title={`只有复核证明准确率的 95% 置信下限高于 ${+(bar * 100).toFixed(2)}% 的事项和单位，系统管理员才能允许不经复核直接派单；达不到时自动停用。拿不准的和危急的工单始终由人复核，另有一部分抽样复核，使证明不断更新。`}
      />
      <Card size="small" title="各事项和承办单位（近一年的复核）" className="spaced">
        <Table
          rowKey={keyOf}
          size="small"
          pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
          columns={cellColumns(bar)}
          dataSource={cells}
          expandable={{
            expandedRowRender: (cell) => <CellDetail cell={cell} bar={bar} mayChange={mayChange} />,
            expandRowByClick: true,
          }}
          locale={{ emptyText: <p className="hint">还没有复核过的分办建议，也就还没有可以证明的事项。</p> }}
        />
      </Card>
      <Card size="small" title="允许与停用记录">
        <Table
          rowKey="id"
          size="small"
          pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
          columns={changeColumns}
          dataSource={changes}
          locale={{ emptyText: '从未允许过自动派单' }}
        />
      </Card>
    </>
  );
}

function CellDetail({ cell, bar, mayChange }: { cell: Cell; bar: number; mayChange: boolean }) {
  const { rule } = cell;
  return (
    <div className="cell-detail">
      <CoverageChart curve={cell.curve} bar={bar} />
      <div>
        <table className="points">
          <thead>
            <tr>
              <th scope="col">把握</th>
              <th scope="col">件数</th>
              <th scope="col">覆盖率</th>
              <th scope="col">准确率</th>
              <th scope="col">置信下限</th>
            </tr>
          </thead>
          <tbody>
            {cell.curve.map((point) => (
              <tr key={point.threshold} className={point.lower > bar ? 'proved' : ''}>
                <td>≥ {percent(point.threshold, 0)}</td>
                <td>{point.n}</td>
                <td>{percent(point.coverage)}</td>
                <td>{point.n ? percent(point.precision) : '—'}</td>
                <td>{point.n ? percent(point.lower) : '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {rule?.enabled && (
          <p>
            自动派单已允许（把握 {percent(rule.threshold, 0)} 以上，{formatTime(rule.changedAt)} 起）：派出{' '}
            {rule.dispatched} 件，抽样复核 {rule.sampled} 件。
          </p>
        )}
        {mayChange && <Permission cell={cell} bar={bar} />}
      </div>
    </div>
  );
}

function Permission({ cell, bar }: { cell: Cell; bar: number }) {
  const client = useQueryClient();
  const { message, modal } = App.useApp();
  const proved = provedOf(cell, bar);
  const [threshold, setThreshold] = useState(proved[0]?.threshold);
  const { rule, topic, department } = cell;
  const change = useMutation({
    mutationFn: () =>
      rule?.enabled
        ? write(`${address}/${rule.id}`, { method: 'DELETE' })
        : write(address, { body: { topic: topic.code, department: department.code, threshold } }),
    onSuccess: () => void message.success(rule?.enabled ? '已停用' : '已允许自动派单'),
    onError: (error) => void message.error(error.message),
    onSettled: () => client.invalidateQueries({ queryKey: ['automation'] }),
  });
  if (rule?.enabled)
    return (
      <Button danger loading={change.isPending} onClick={() => change.mutate()}>
        停用自动派单
      </Button>
    );
  if (proved.length === 0) return <p className="quiet">复核还没有证明达到标准，不能允许自动派单。</p>;
  const confirm = () =>
    modal.confirm({
      title: '允许不经复核直接派单？',
      content: `“${topicText(topic)}”分办给${department.name}、把握 ${percent(threshold ?? 1, 0)} 以上的工单将直接派出并告知诉求人，其中一部分抽样复核。`,
      okText: '允许',
      cancelText: '取消',
      onOk: () => change.mutate(),
    });
  return (
    <div className="permission">
      <Select
        aria-label="把握程度"
        value={threshold ?? null}
        onChange={(value: number) => setThreshold(value)}
        options={proved.map((point) => ({
          value: point.threshold,
          label: `把握 ${percent(point.threshold, 0)} 以上（覆盖 ${percent(point.coverage)}）`,
        }))}
      />
      <Button type="primary" loading={change.isPending} onClick={confirm}>
        允许自动派单
      </Button>
    </div>
  );
}

const cellColumns = (bar: number): TableColumnsType<Cell> => [
  { title: '事项类别', render: (_, { topic }) => topicText(topic), className: 'wrap' },
  { title: '承办单位', render: (_, { department }) => department.name, className: 'wrap' },
  { title: '复核', dataIndex: 'reviews', width: 80, align: 'right', sorter: (a, b) => a.reviews - b.reviews },
  {
    title: '证明',
    width: 230,
    render: (_, cell) => {
      const [best] = provedOf(cell, bar);
      if (best) return `把握 ${percent(best.threshold, 0)} 以上，覆盖 ${percent(best.coverage)}`;
      const top = cell.curve.reduce((a, b) => (b.lower > a.lower ? b : a));
      return <span className="quiet">下限最高 {percent(top.lower)}，未达标准</span>;
    },
  },
  {
    title: '自动派单',
    width: 110,
    render: (_, { rule }) =>
      rule?.enabled ? (
        <Tag color="green" variant="filled">
          已允许
        </Tag>
      ) : (
        <Tag variant="filled">{rule ? '已停用' : '未允许'}</Tag>
      ),
  },
];

const changeColumns: TableColumnsType<Automation['changes'][number]> = [
  { title: '时间', dataIndex: 'at', width: 150, render: formatTime },
  {
    title: '动作',
    width: 100,
    render: (_, { what }) => (
      <Tag color={ruleWords[what]?.color ?? 'default'} variant="filled">
        {ruleWords[what]?.text ?? what}
      </Tag>
    ),
  },
  {
    title: '事项与承办单位',
    className: 'wrap',
    render: (_, { topic, department }) => `${topicText(topic)} → ${department.name}`,
  },
  { title: '由谁', dataIndex: 'by', width: 110 },
  { title: '依据', dataIndex: 'reason', className: 'wrap' },
];
