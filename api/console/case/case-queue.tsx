import { Alert, Button, Empty, Skeleton, Tag } from 'antd';
import { useCaseList, useDirectory } from '../parts/queries.ts';
import { formatShort } from '../parts/time.ts';
import { Due } from './due.tsx';
import { urgencyColors } from './words.ts';

/** The cases of one state, the most pressing first. */
export function CaseQueue({
  state,
  chosen,
  empty,
  onChoose,
}: {
  state: string;
  chosen: string | null;
  empty: string;
  onChoose: (number: string) => void;
}) {
  const list = useCaseList({ state });
  const words = useDirectory().data?.words;
  if (list.isPending) return <Skeleton active className="pane" />;
  if (list.isError && !list.data)
    return <Alert type="error" showIcon title={list.error.message} className="spaced" />;
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Empty description={empty} image={Empty.PRESENTED_IMAGE_SIMPLE} />;
  return (
    <>
      <ul className="queue" aria-label="工单列表">
        {items.map((item) => (
          <li key={item.id}>
            <button
              type="button"
              aria-current={item.number === chosen ? 'true' : undefined}
              onClick={() => onChoose(item.number)}
            >
              <span className="queue-top">
                <span className="number">{item.number}</span>
                {item.urgency !== 'normal' && (
                  <Tag color={urgencyColors[item.urgency] ?? 'default'}>{words?.urgencies[item.urgency]}</Tag>
                )}
                {item.unsure && <Tag color="gold">存疑</Tag>}
              </span>
              <span className="queue-text">{item.summary}</span>
              <span className="queue-foot">
                <Due at={item.dueAt} />
                <span className="quiet">
                  {item.claimedBy
                    ? item.claimedBy.mine
                      ? '我在办理'
                      : `${item.claimedBy.displayName}在办理`
                    : formatShort(item.filedAt)}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button block type="text" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          加载更多
        </Button>
      )}
    </>
  );
}
