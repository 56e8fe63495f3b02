import { Card, Tag } from 'antd';
import type { Assignment } from '../parts/shapes.ts';
import { formatTime } from '../parts/time.ts';
import { Due } from './due.tsx';

function progressOf(part: Assignment): string {
  if (part.endedAt) return `已结束 ${formatTime(part.endedAt)}`;
  if (part.answeredAt) return `已答复 ${formatTime(part.answeredAt)}`;
  if (part.signedAt) return `已签收 ${formatTime(part.signedAt)}`;
  return `待签收，派单于 ${formatTime(part.assignedAt)}`;
}

/** 任务: each department's part, with the time that it still has. */
export function Assignments({ assignments }: { assignments: Assignment[] }) {
  if (assignments.length === 0) return null;
  return (
    <Card size="small" title="承办情况">
      <ul className="assignments">
        {assignments.map((part) => {
          const open = !part.endedAt && !part.answeredAt;
          return (
            <li
              key={`${part.department.code}-${part.part}-${part.assignedAt}`}
              className={part.endedAt ? 'ended' : ''}
            >
              <div>
                <Tag color={part.part === 'lead' ? 'blue' : 'default'}>
                  {part.part === 'lead' ? '主办' : '协办'}
                </Tag>
                <strong>{part.department.name}</strong>
                {part.round > 1 && <span className="quiet"> 第 {part.round} 轮</span>}
              </div>
              <div className="quiet">
                {progressOf(part)}{' '}
                {open && (
                  <Due
                    at={part.signedAt ? part.answerDueAt : part.signDueAt}
                    label={part.signedAt ? '答复' : '签收'}
                  />
                )}
              </div>
              {part.answer && <div className="said">{part.answer}</div>}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
