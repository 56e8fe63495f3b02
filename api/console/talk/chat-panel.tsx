import { Alert, Button, Image, Input, Popconfirm, Tag } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { newId } from '../parts/request.ts';
import { formatShort } from '../parts/time.ts';
import { type ChatMessage, type Conversation, useConversationAct } from './conversations.ts';

const speakers = { citizen: '市民', bot: '机器人' } as const;

function Bubble({ message }: { message: ChatMessage }) {
  const { by, name, text, place, at, sent, failed, danger, attachments } = message;
  return (
    <li className={`talk-line ${by}`}>
      <p className="quiet">
        {by === 'person' ? name : speakers[by]} · {formatShort(at)}
        {failed ? <Tag color="red">没有送到</Tag> : !sent && ' · 正在发'}
      </p>
      <div className={danger ? 'talk-bubble danger' : 'talk-bubble'}>
        {text}
        {place && <div>{place}</div>}
        {attachments.length > 0 && (
          <Image.PreviewGroup>
            <div className="pictures">
              {attachments.map(({ id, url }) => (
                <Image key={id} src={url} alt="市民发来的照片" width={104} height={104} />
              ))}
            </div>
          </Image.PreviewGroup>
        )}
      </div>
    </li>
  );
}

/** The conversation as it goes on, and the line to speak in. */
export function ChatPanel({ shown, onLeft }: { shown: Conversation; onLeft: () => void }) {
  const [text, setText] = useState('');
  const [key, setKey] = useState(newId);
  const end = useRef<HTMLDivElement>(null);
  const last = shown.messages.at(-1)?.id;
  useEffect(() => {
    if (last) end.current?.scrollIntoView({ block: 'end' });
  }, [last]);
  const speak = useConversationAct<{ text: string }, unknown>(
    () => 'messages',
    () => {
      setText('');
      setKey(newId());
    },
  );
  const handBack = useConversationAct<never, unknown>(() => 'hand-back', onLeft);
  const send = () => {
    if (text.trim() && !speak.isPending) speak.mutate({ id: shown.id, body: { text: text.trim() }, key });
  };
  const { messages } = shown;
  const answered = messages.findLastIndex(({ by }) => by === 'person');
  const alarm = messages.slice(answered + 1).some(({ danger }) => danger);
  return (
    <section className="talk-chat" aria-label="对话">
      <header className="talk-head">
        <h2>{shown.citizen}</h2>
        <span className="quiet">机器人不说话，由您接待</span>
        <Popconfirm
          title="交还机器人？"
          description="市民会收到一句说明，机器人接着往下问。"
          okText="交还"
          cancelText="再聊聊"
          onConfirm={() => handBack.mutate({ id: shown.id })}
        >
          <Button loading={handBack.isPending}>交还机器人</Button>
        </Popconfirm>
      </header>
      {alarm && (
        <Alert type="error" showIcon banner title="市民说到了危险：先告诉他拨打 110、119 或 120，再登记。" />
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to scroll it */}
      <div className="scroll" tabIndex={0} role="log" aria-label="消息">
        <ul className="talk-lines">
          {messages.map((message) => (
            <Bubble key={message.id} message={message} />
          ))}
        </ul>
        <div ref={end} />
      </div>
      <footer className="talk-say">
        <Input.TextArea
          aria-label="要对市民说的话"
          placeholder="回车发送，Shift + 回车换行"
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={1000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onPressEnter={(event) => {
            if (event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        <Button type="primary" onClick={send} loading={speak.isPending} disabled={!text.trim()}>
          发送
        </Button>
      </footer>
    </section>
  );
}
