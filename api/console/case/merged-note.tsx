import { Alert } from 'antd';
import { Link } from '../parts/location.tsx';
import type { CaseDetail } from '../parts/shapes.ts';
import { formatShort } from '../parts/time.ts';
import './similar.css';

/** 并入的工单: whom else this case is worked on for. `opens`: whether this person may open theirs. */
export function MergedNote({ shown: { merged }, opens }: { shown: CaseDetail; opens: boolean }) {
  if (merged.length === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={`还有 ${merged.length} 件同一件事的工单并在这里办，答复时每位诉求人都会收到`}
      description={
        <ul className="merged-list">
          {merged.map(({ number, summary, place, filedAt }) => (
            <li key={number}>
              {opens ? <Link href={`/cases/${number}`}>{number}</Link> : <span>{number}</span>}
              <span>
                {summary}
                {place && <span className="quiet"> 地点：{place}</span>}
              </span>
              <span className="quiet">{formatShort(filedAt)}</span>
            </li>
          ))}
        </ul>
      }
    />
  );
}
