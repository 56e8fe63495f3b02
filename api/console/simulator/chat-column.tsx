import { Button, Skeleton } from 'antd';
import { Fragment, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { formatShort } from '../parts/time.ts';
import { Bubble, PendingBubble, type Surroundings } from './bubble.tsx';
import { MorePanel } from './more-panel.tsx';
import { useChat } from './use-chat.ts';

const separateMs = 5 * 60_000;
const nearEnd = 120;

/** One citizen's telephone. */
export function ChatColumn({
  name,
  around,
  onRemove,
}: {
  name: string;
  around: Surroundings;
  onRemove: () => void;
}) {
  const chat = useChat(name);
  const [draft, setDraft] = useState('');
  const [more, setMore] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const count = chat.messages.length + chat.pending.length;
  const lastPending = chat.pending.at(-1)?.id;
  const seen = useRef({ count: 0, lastPending: undefined as string | undefined });

  // Follows the conversation unless the reader has scrolled back; one's own words always come into view.
  useLayoutEffect(() => {
    const box = list.current;
    if (!box) return;
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < nearEnd + box.clientHeight / 2;
    const first = seen.current.count === 0;
    const own = lastPending !== undefined && lastPending !== seen.current.lastPending;
    if (first || own || atEnd) box.scrollTop = box.scrollHeight;
    seen.current = { count, lastPending };
  }, [count, lastPending, more]);

  const send = () => {
    const text = draft.trim();
    if (!text) return;
    chat.say({ kind: 'text', text });
    setDraft('');
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <section className="phone" aria-label={`${name}的微信`}>
      <header>
        <div>
          <strong>{around.city.hotlineName}</strong>
          <span>
            {name}
            {chat.connected ? '' : ' · 正在连接…'}
          </span>
        </div>
        <button type="button" className="remove" aria-label={`移走${name}`} title="移走" onClick={onRemove}>
          ×
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to scroll it */}
      <div className="messages" ref={list} role="log" aria-label={`与${name}的对话`} tabIndex={0}>
        {!chat.loaded && <Skeleton active />}
        {chat.loaded && count === 0 && (
          <div className="start">
            <p>还没有说过话。</p>
            <Button onClick={() => chat.say({ kind: 'subscribe' })}>关注公众号</Button>
          </div>
        )}
        {chat.messages.map((message, index) => {
          const before = chat.messages[index - 1];
          const pause = !before || Date.parse(message.at) - Date.parse(before.at) > separateMs;
          return (
            <Fragment key={message.id}>
              {pause && <time dateTime={message.at}>{formatShort(message.at)}</time>}
              <Bubble
                message={message}
                preview={chat.previews[message.id]}
                name={name}
                around={around}
                onTap={(digit) => chat.say({ kind: 'text', text: digit })}
              />
            </Fragment>
          );
        })}
        {chat.pending.map((item) => (
          <PendingBubble
            key={item.id}
            item={item}
            name={name}
            around={around}
            onRetry={() => chat.retry(item)}
          />
        ))}
      </div>
      <footer>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <textarea
            rows={1}
            value={draft}
            maxLength={20_000}
            aria-label={`对民情直通车说（${name}）`}
            placeholder="说说您遇到的事"
            onChange={(event) => setDraft(event.target.value)}
            onKeyDown={press}
          />
          <button
            type="button"
            className="plus"
            aria-label="更多功能"
            aria-expanded={more}
            onClick={() => setMore(!more)}
          >
            +
          </button>
          <button type="submit" className="send" disabled={draft.trim() === ''}>
            发送
          </button>
        </form>
        {more && (
          <MorePanel
            city={around.city}
            onSend={(message) => {
              chat.say(message);
              setMore(false);
            }}
          />
        )}
        <nav aria-label="公众号菜单">
          {around.menu.map(({ key, title }) => (
            <button key={key} type="button" onClick={() => chat.say({ kind: 'menu', key })}>
              {title}
            </button>
          ))}
        </nav>
      </footer>
    </section>
  );
}
