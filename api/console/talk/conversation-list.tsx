import { Tag } from 'antd';
import { useEffect, useState } from 'react';
import { formatSpan, formatTime } from '../parts/time.ts';
import type { OpenConversation } from './conversations.ts';

function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), 5_000);
    return () => clearInterval(tick);
  }, []);
  return now;
}

const minutes = (from: string, now: number) => formatSpan(now - Date.parse(from));

function Line({
  item,
  now,
  chosen,
  onChoose,
}: {
  item: OpenConversation;
  now: number;
  chosen: boolean;
  onChoose: () => void;
}) {
  const { heldBy, askedAt, dueAt, heardAt, lastWords, danger } = item;
  const late = !heldBy && Date.parse(dueAt) < now;
  const other = heldBy && !heldBy.mine;
  return (
    <button
      type="button"
      aria-current={chosen || undefined}
      disabled={Boolean(other)}
      onClick={onChoose}
      title={`${formatTime(askedAt)} 要求转人工`}
    >
      <span className="queue-top">
        <span className="number">{item.citizen}</span>
        {danger && <Tag color="red">危险</Tag>}
        {heldBy ? (
          <Tag color={heldBy.mine ? 'blue' : 'default'}>{heldBy.mine ? '我在接待' : heldBy.displayName}</Tag>
        ) : (
          <Tag color={late ? 'red' : 'orange'}>
            {late ? '超时' : '等待'} {minutes(askedAt, now)}
          </Tag>
        )}
      </span>
      <span className="queue-text">{lastWords || '还没有说话'}</span>
      <span className="queue-foot quiet">
        {heldBy
          ? heardAt
            ? `市民等回话 ${minutes(heardAt, now)}`
            : '已回话'
          : `应在 ${formatTime(dueAt)} 前接入`}
      </span>
    </button>
  );
}

const groups = [
  { title: '等待接入', has: (item: OpenConversation) => !item.heldBy },
  { title: '我在接待', has: (item: OpenConversation) => item.heldBy?.mine ?? false },
  { title: '同事在接待', has: (item: OpenConversation) => item.heldBy !== null && !item.heldBy.mine },
] as const;

/** Who waits for a person, the longest first; then who is being talked with. */
export function ConversationList({
  items,
  chosen,
  onChoose,
}: {
  items: OpenConversation[];
  chosen: string | null;
  onChoose: (item: OpenConversation) => void;
}) {
  const now = useNow();
  return groups.map(({ title, has }) => {
    const own = items.filter(has);
    if (own.length === 0 && title !== '等待接入') return null;
    return (
      <section key={title} className="talk-group" aria-label={title}>
        <h3>
          {title}
          <span className="count">{own.length}</span>
        </h3>
        {own.length === 0 && <p className="quiet talk-none">现在没有人等人工</p>}
        <ul className="queue">
          {own.map((item) => (
            <li key={item.id}>
              <Line item={item} now={now} chosen={item.id === chosen} onChoose={() => onChoose(item)} />
            </li>
          ))}
        </ul>
      </section>
    );
  });
}
