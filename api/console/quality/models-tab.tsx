import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Card, Flex, Spin, Table, type TableColumnsType, Tag } from 'antd';
import { read, write } from '../parts/request.ts';
import { formatTime } from '../parts/time.ts';
import type { Models, ModelVersion } from './shapes.ts';
import { byWords, changeWords, percent, roleWords, shareOf } from './words.ts';

const address = '/api/v1/quality/models';

/** 模型版本: which one serves, which runs in shadow, and the way back. */
export function ModelsTab({ mayChange }: { mayChange: boolean }) {
  const models = useQuery({
    queryKey: ['models'],
    refetchInterval: 10_000,
    queryFn: () => read<Models>(address),
  });
  if (models.isError) return <Alert type="error" showIcon title={models.error.message} />;
  if (!models.data) return <Spin className="waiting" aria-label="正在打开" />;
  return <Versions models={models.data} mayChange={mayChange} />;
}

function useChange() {
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: ({ path, method }: { path: string; method?: 'DELETE'; done: string }) =>
      write(`${address}/${path}`, { method: method ?? 'POST' }),
    onSuccess: (_, { done }) => void message.success(done),
    onError: (error) => void message.error(error.message),
    onSettled: () => client.invalidateQueries({ queryKey: ['models'] }),
  });
}

function Versions({ models, mayChange }: { models: Models; mayChange: boolean }) {
  const { modal } = App.useApp();
  const change = useChange();
  const ask = (title: string, content: string, act: Parameters<typeof change.mutate>[0]) =>
    modal.confirm({ title, content, okText: '确定', cancelText: '取消', onOk: () => change.mutate(act) });
  const promote = ({ version, comparison }: ModelVersion) =>
    ask(
      `投入使用 ${version}？`,
      comparison?.better
        ? '留出的复核证明它更好。各分办服务会自行换用，不需要重启。'
        : '留出的复核没有证明它更好。各分办服务会自行换用；建立在原模型上的自动派单规则会重新检查。',
      { path: `${version}/promote`, done: '已通知分办服务换用' },
    );
  const actions: TableColumnsType<ModelVersion> = [
    {
      title: '操作',
      width: 190,
      render: (_, row) => (
        <Flex gap={8}>
          {row.role !== 'in_service' && row.role !== 'broken' && (
            <Button size="small" onClick={() => promote(row)}>
              投入使用
            </Button>
          )}
          {(row.role === 'candidate' || row.role === 'retired') && (
            <Button
              size="small"
              onClick={() => change.mutate({ path: `${row.version}/shadow`, done: '已开始旁路运行' })}
            >
              旁路运行
            </Button>
          )}
          {row.role === 'shadow' && (
            <Button
              size="small"
              onClick={() => change.mutate({ path: 'shadow', method: 'DELETE', done: '已结束旁路运行' })}
            >
              结束旁路
            </Button>
          )}
        </Flex>
      ),
    },
  ];
  return (
    <>
      <Card size="small" className="spaced">
        <Flex align="center" justify="space-between" gap={16} wrap>
          <span>
            正在使用：<strong>{models.serving === 'shipped' ? '随程序提供的模型' : models.serving}</strong>
            {models.servingModel && models.serving === 'shipped' && (
              <span className="quiet">（{models.servingModel}）</span>
            )}
          </span>
          {mayChange && models.serving !== 'shipped' && (
            <Button
              danger
              onClick={() =>
                ask('退回上一个使用的版本？', '各分办服务会自行换回，不需要重启。', {
                  path: 'rollback',
                  done: '已退回上一个版本',
                })
              }
            >
              退回上一个版本
            </Button>
          )}
        </Flex>
      </Card>
      {models.shadow && <ShadowCard shadow={models.shadow} />}
      <Card size="small" title="本市训练的版本" className="spaced">
        <Table
          rowKey="version"
          size="small"
          pagination={false}
          scroll={{ x: 1000 }}
          columns={[...versionColumns, ...(mayChange ? actions : [])]}
          dataSource={models.versions}
          locale={{
            emptyText: (
              <p className="hint">
                还没有本市训练的版本。有了复核过的工单以后，在服务器上运行
                <code>npm run -s triage:train -- --history</code>
                即可训练候选模型，证明更好时自动投入使用。
              </p>
            ),
          }}
        />
      </Card>
      <Card size="small" title="更换记录">
        <Table
          rowKey="id"
          size="small"
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          columns={changeColumns}
          dataSource={models.changes}
          locale={{ emptyText: '还没有更换过模型' }}
        />
      </Card>
    </>
  );
}

/** 旁路比较: both models over the same words of the same cases. */
function ShadowCard({ shadow }: { shadow: NonNullable<Models['shadow']> }) {
  const { cases, reviews } = shadow;
  return (
    <Card size="small" title={`旁路运行：${shadow.version}`} className="spaced">
      {cases === 0 ? (
        <p className="quiet">刚开始旁路运行，等有了新工单就能比较。它的意见不会显示给受理员。</p>
      ) : (
        <dl className="drift">
          <dt>比较过的工单</dt>
          <dd>
            {cases} 件，其中 {reviews} 件已复核
          </dd>
          <dt>与使用中的模型一致</dt>
          <dd>
            事项 {shareOf(shadow.sameTopic, cases)}，单位 {shareOf(shadow.sameDepartment, cases)}
          </dd>
          <dt>事项正确</dt>
          <dd>
            使用中 {shareOf(shadow.shownTopicRight, reviews)}，旁路{' '}
            {shareOf(shadow.shadowTopicRight, reviews)}
          </dd>
          <dt>承办单位正确</dt>
          <dd>
            使用中 {shareOf(shadow.shownDepartmentRight, reviews)}，旁路{' '}
            {shareOf(shadow.shadowDepartmentRight, reviews)}
          </dd>
          <dt>只有一方判对事项</dt>
          <dd>
            使用中 {shadow.onlyShown} 件，旁路 {shadow.onlyShadow} 件（p={shadow.p.toFixed(3)}）
          </dd>
        </dl>
      )}
    </Card>
  );
}

function comparisonText({ comparison }: ModelVersion): string {
  if (!comparison || comparison.heldOut === 0) return '没有留出的复核';
  const { heldOut, inService, candidate, p } = comparison;
  return `${heldOut} 件：${percent(inService.topicRight / heldOut)} → ${percent(candidate.topicRight / heldOut)}（p=${p.toFixed(3)}）`;
}

const versionColumns: TableColumnsType<ModelVersion> = [
  { title: '版本', dataIndex: 'version', width: 180 },
  {
    title: '状态',
    width: 100,
    render: (_, { role }) => (
      <Tag color={roleWords[role]?.color ?? 'default'} variant="filled">
        {roleWords[role]?.text ?? role}
      </Tag>
    ),
  },
  { title: '样本', width: 130, render: (_, row) => `${row.examples}（复核 ${row.reviews}）` },
  {
    title: '留出复核上的事项正确率',
    className: 'wrap',
    render: (_, row) => (row.problem ? <span className="problem">{row.problem}</span> : comparisonText(row)),
  },
  { title: '训练时间', dataIndex: 'trainedAt', width: 150, render: formatTime },
  {
    title: '投入使用',
    width: 170,
    render: (_, { promotedAt, promotedBy }) =>
      promotedAt ? (
        <>
          {formatTime(promotedAt)}
          <div className="quiet">{byWords[promotedBy ?? ''] ?? promotedBy}</div>
        </>
      ) : (
        '—'
      ),
  },
];

const changeColumns: TableColumnsType<Models['changes'][number]> = [
  { title: '时间', dataIndex: 'at', width: 150, render: formatTime },
  { title: '动作', width: 160, render: (_, { what }) => changeWords[what] ?? what },
  { title: '版本', dataIndex: 'version', width: 180 },
  { title: '由谁', width: 110, render: (_, { by }) => byWords[by] ?? by },
  { title: '说明', dataIndex: 'note', className: 'wrap', render: (note: string | null) => note ?? '—' },
];
