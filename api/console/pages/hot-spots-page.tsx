import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Empty, Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { Link } from '../parts/location.tsx';
import { read } from '../parts/request.ts';
import type { CaseSummary, TopicName } from '../parts/shapes.ts';
import { formatShort, formatTime } from '../parts/time.ts';
import './hot-spots.css';

interface HotSpot {
  id: string;
  topic: TopicName;
  place: { kind: string; name: string };
  days: number;
  complaints: number;
  citizens: number;
  expected: number;
  surprise: number;
  /** Complaints of each of the last days, oldest first. */
  daily: number[];
  firstAt: string;
  lastAt: string;
  cases: CaseSummary[];
}

const explanation =
  '一类事项在一个地方，最近明显比那里平常多。与当地同类事项前 83 天的件数比较，偶然出现的可能性极小才列出；同一位诉求人反复反映不算。';
const fewCases = 3;
const refreshMs = 60_000;

/** 热点: where a matter is reported more often than usual, with its cases. */
export function HotSpotsPage() {
  const spots = useQuery({
    queryKey: ['hot-spots'],
    refetchInterval: refreshMs,
    queryFn: () => read<{ computedAt: string | null; items: HotSpot[] }>('/api/v1/hot-spots'),
  });
  const { data } = spots;
  return (
    <div className="page">
      <h1>热点</h1>
      <p className="quiet">
        {explanation}
        {data?.computedAt && ` ${formatTime(data.computedAt)} 统计，每 5 分钟一次。`}
      </p>
      {spots.isError && <Alert type="error" showIcon title={spots.error.message} className="spaced" />}
      {spots.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {data?.items.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="最近没有明显比平常多的事项" />
      )}
      <ol className="hot-spots">
        {data?.items.map((spot) => (
          <li key={spot.id}>
            <Spot spot={spot} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Spot({ spot }: { spot: HotSpot }) {
  const { topic, place, days, complaints, citizens, expected, daily, firstAt, lastAt, cases } = spot;
  const [all, setAll] = useState(false);
  const shown = all ? cases : cases.slice(0, fewCases);
  const usual = expected < 0.1 ? '不到 0.1' : `约 ${expected.toFixed(1)}`;
  return (
    <Card size="small">
      <div className="hot-spot">
        <div>
          <h2>
            {place.name} <span className="hot-topic">{topic.path.join(' / ')}</span>
          </h2>
          <p>
            近 {days} 天 <strong>{complaints}</strong> 件（{citizens} 位诉求人），平常{usual} 件
            <Tag color={spot.surprise >= 6 ? 'red' : 'orange'}>{surpriseText(spot.surprise)}</Tag>
          </p>
          <p className="quiet">
            {formatShort(firstAt)} 至 {formatShort(lastAt)}
          </p>
        </div>
        <Bars daily={daily} days={days} />
      </div>
      <ul className="hot-cases">
        {shown.map(({ id, number, stateName, summary, department, filedAt }) => (
          <li key={id}>
            <Link href={`/cases/${number}`}>{number}</Link>
            <Tag>{stateName}</Tag>
            <span className="hot-text">{summary}</span>
            <span className="quiet">{department?.name ?? '还没有定单位'}</span>
            <span className="quiet">{formatShort(filedAt)}</span>
          </li>
        ))}
      </ul>
      {cases.length > fewCases && (
        <Button type="link" size="small" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? '收起' : `全部 ${cases.length} 件`}
        </Button>
      )}
    </Card>
  );
}

const surpriseText = (surprise: number) =>
  surprise >= 6 ? '极不寻常' : surprise >= 4 ? '很不寻常' : '不寻常';

/** Complaints of each day; those of the window stand out. */
function Bars({ daily, days }: { daily: number[]; days: number }) {
  const most = Math.max(1, ...daily);
  const recent = daily.slice(-days).reduce((sum, count) => sum + count, 0);
  return (
    <figure className="days">
      <div
        className="bars"
        role="img"
        aria-label={`最近 ${daily.length} 天每天的件数，近 ${days} 天共 ${recent} 件`}
      >
        {daily.map((count, at) => (
          <span
            key={`day ${at}`}
            className={at >= daily.length - days ? 'day now' : 'day'}
            style={{ height: `${(100 * count) / most}%` }}
          />
        ))}
      </div>
      <figcaption className="quiet">最近 {daily.length} 天每天的件数</figcaption>
    </figure>
  );
}
