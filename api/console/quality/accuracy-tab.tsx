import { useQuery } from '@tanstack/react-query';
import {
  Alert,
  Card,
  Empty,
  Segmented,
  Spin,
  Statistic,
  Table,
  type TableColumnsType,
  Tag,
  Tooltip,
} from 'antd';
import { useState } from 'react';
import { DepartmentPicker, TopicPicker } from '../case/pickers.tsx';
import { topicText } from '../case/words.ts';
import { read } from '../parts/request.ts';
import { CalibrationChart, CoverageChart, WeeksChart } from './charts.tsx';
import type { Quality, Row } from './shapes.ts';
import { driftWord, percent, shareOf } from './words.ts';

const spans = [
  { value: 28, label: '近四周' },
  { value: 90, label: '近三个月' },
  { value: 365, label: '近一年' },
];

/** 准确率: what reviewers made of what triage said. */
export function AccuracyTab() {
  const [days, setDays] = useState(90);
  const [topic, setTopic] = useState<string>();
  const [department, setDepartment] = useState<string>();
  const quality = useQuery({
    queryKey: ['quality', days, topic, department],
    queryFn: () => {
      const query = new URLSearchParams({ days: String(days) });
      if (topic) query.set('topic', topic);
      if (department) query.set('department', department);
      return read<Quality>(`/api/v1/quality?${query}`);
    },
  });
  return (
    <>
      <search className="quality-filters">
        <Segmented options={spans} value={days} onChange={setDays} aria-label="时间" />
        <TopicPicker value={topic} onChange={setTopic} allowClear placeholder="全部事项" label="按事项类别" />
        <DepartmentPicker
          value={department}
          onChange={setDepartment}
          allowClear
          placeholder="全部承办单位"
          label="按承办单位"
        />
      </search>
      {quality.isError && <Alert type="error" showIcon title={quality.error.message} className="spaced" />}
      {quality.isPending && <Spin className="waiting" aria-label="正在计算" />}
      {quality.data && <Figures quality={quality.data} />}
    </>
  );
}

function Figures({ quality }: { quality: Quality }) {
  const { total, calibration, drift } = quality;
  if (total.reviews === 0)
    return (
      <Card>
        <Empty description="这段时间还没有复核过的工单。受理员每确认或改正一次分办建议，这里就多一件依据。" />
      </Card>
    );
  return (
    <>
      <div className="figures">
        <Figure title="复核" value={`${total.reviews} 件`} />
        <Figure title="事项正确" value={shareOf(total.topicRight, total.reviews)} />
        <Figure title="承办单位正确" value={shareOf(total.departmentRight, total.reviews)} />
        <Figure title="被承办单位退回" value={shareOf(total.returned, total.reviews)} />
        <Figure title="拿不准（提示人工细看）" value={shareOf(total.unsure, total.reviews)} />
        <Figure
          title="校准误差（事项 / 单位）"
          value={`${percent(calibration.topic.error)} / ${percent(calibration.department.error)}`}
        />
      </div>
      <div className="plots">
        <Card size="small" title="每周准确率">
          <WeeksChart weeks={quality.weeks} />
        </Card>
        <Card size="small" title="覆盖率与准确率">
          <CoverageChart curve={quality.coverage} />
        </Card>
        <Card size="small" title={`事项的校准（误差 ${percent(calibration.topic.error)}）`}>
          <CalibrationChart bins={calibration.topic.bins} />
        </Card>
        <Card size="small" title={`承办单位的校准（误差 ${percent(calibration.department.error)}）`}>
          <CalibrationChart bins={calibration.department.bins} />
        </Card>
      </div>
      <DriftCard drift={drift} />
      <Card size="small" title="按事项类别" className="spaced">
        <Table
          rowKey={({ topic }) => topic.code}
          columns={topicColumns}
          dataSource={quality.topics}
          {...table}
        />
      </Card>
      <Card size="small" title="按承办单位">
        <Table
          rowKey={({ department }) => department.code}
          columns={departmentColumns}
          dataSource={quality.departments}
          {...table}
        />
      </Card>
    </>
  );
}

function Figure({ title, value }: { title: string; value: string }) {
  return (
    <Card size="small">
      <Statistic title={title} value={value} />
    </Card>
  );
}

function DriftTag({ index }: { index: number | null }) {
  const { text, color } = driftWord(index);
  return (
    <Tag color={color} variant="filled">
      {index === null ? text : `${text} ${index.toFixed(2)}`}
    </Tag>
  );
}

/** 漂移: what citizens speak of now against the three times as long before. */
function DriftCard({ drift }: { drift: Quality['drift'] }) {
  const { now, before, days } = drift;
  const unknown = (share: number | null) => (share === null ? '—' : percent(share));
  return (
    <Card size="small" title={`漂移：近 ${days} 天与此前 ${days * 3} 天相比（全市）`} className="spaced">
      <dl className="drift">
        <dt>事项分布</dt>
        <dd>
          <DriftTag index={drift.topicIndex} />
        </dd>
        <dt>承办单位分布</dt>
        <dd>
          <DriftTag index={drift.departmentIndex} />
        </dd>
        <dt>拿不准的比例</dt>
        <dd>
          {percent(before.unsureShare)} → {percent(now.unsureShare)}
        </dd>
        <dt>没见过的词</dt>
        <dd>
          {unknown(before.unknownShare)} → {unknown(now.unknownShare)}
        </dd>
        <dt>分办建议</dt>
        <dd>
          {before.proposals} → {now.proposals} 件
        </dd>
      </dl>
    </Card>
  );
}

const table = {
  size: 'small',
  pagination: { pageSize: 10, hideOnSinglePage: true, showSizeChanger: false },
} as const;

function shared<T extends Row>(right: 'topicRight' | 'departmentRight'): TableColumnsType<T> {
  return [
    {
      title: '复核',
      dataIndex: 'reviews',
      width: 80,
      align: 'right',
      sorter: (a, b) => a.reviews - b.reviews,
    },
    {
      title: '正确',
      width: 90,
      align: 'right',
      render: (_, row) => shareOf(row[right], row.reviews),
      sorter: (a, b) => a[right] / a.reviews - b[right] / b.reviews,
    },
    {
      title: '退回',
      width: 90,
      align: 'right',
      render: (_, row) => shareOf(row.returned, row.reviews),
      sorter: (a, b) => a.returned / a.reviews - b.returned / b.reviews,
    },
    { title: '校准误差', width: 95, align: 'right', render: (_, row) => percent(row.calibrationError) },
    {
      title: <Tooltip title="近四周的分办建议中">拿不准</Tooltip>,
      width: 85,
      align: 'right',
      render: (_, { drift }) => (drift ? percent(drift.unsureShare) : '—'),
    },
    {
      title: <Tooltip title="近四周的诉求中模型没见过的词">没见过的词</Tooltip>,
      width: 105,
      align: 'right',
      render: (_, { drift }) => (drift?.unknownShare == null ? '—' : percent(drift.unknownShare)),
    },
    {
      title: <Tooltip title="占全部分办建议的比例，此前 → 近四周">占比变化</Tooltip>,
      width: 150,
      align: 'right',
      render: (_, { drift }) => (drift ? `${percent(drift.shareBefore)} → ${percent(drift.shareNow)}` : '—'),
      sorter: (a, b) => (a.drift?.index ?? 0) - (b.drift?.index ?? 0),
    },
  ];
}

const topicColumns: TableColumnsType<Quality['topics'][number]> = [
  { title: '事项类别', render: (_, { topic }) => topicText(topic), className: 'wrap' },
  ...shared<Quality['topics'][number]>('topicRight'),
];
const departmentColumns: TableColumnsType<Quality['departments'][number]> = [
  { title: '承办单位', render: (_, { department }) => department.name, className: 'wrap' },
  ...shared<Quality['departments'][number]>('departmentRight'),
];
