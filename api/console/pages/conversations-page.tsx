import { Alert, Button, Card, Empty, Result, Spin, Tag } from 'antd';
import { useState } from 'react';
import { Link } from '../parts/location.tsx';
import { formatShort } from '../parts/time.ts';
import { ChatPanel } from '../talk/chat-panel.tsx';
import { ConversationList } from '../talk/conversation-list.tsx';
import {
  type Conversation,
  type OpenConversation,
  useConversation,
  useConversationAct,
  useConversations,
} from '../talk/conversations.ts';
import { FileForm } from '../talk/file-form.tsx';
import '../talk/talk.css';

/** 在线会话: citizens who asked for a person, the conversation in hand, and what to file from it. */
export function ConversationsPage() {
  const list = useConversations(true);
  const [id, setId] = useState<string | null>(null);
  const take = useConversationAct<never, Conversation>(
    () => 'take',
    (_taken, taken) => setId(taken),
  );
  const choose = (item: OpenConversation) => {
    if (item.heldBy?.mine) setId(item.id);
    else take.mutate({ id: item.id });
  };
  const items = list.data?.items ?? [];
  return (
    <div className="desk talk">
      <aside aria-label="会话">
        {list.data && !list.data.officeHours && (
          <Alert type="info" showIcon banner title="现在不是座席在线时间（工作日 9–17 点），市民已经知道。" />
        )}
        {list.isError && <Alert type="error" showIcon banner title={list.error.message} />}
        <div className="scroll">
          {list.isPending ? (
            <Spin className="talk-loading" aria-label="正在打开" />
          ) : (
            <ConversationList items={items} chosen={id} onChoose={choose} />
          )}
        </div>
      </aside>
      {id ? (
        <Desk key={id} id={id} onLeft={() => setId(null)} />
      ) : (
        <section aria-label="对话">
          <Empty
            className="nothing"
            description={
              items.some(({ heldBy }) => !heldBy)
                ? '有市民在等，点左边最上面的一位接入。'
                : '市民发“转人工”就会出现在左边。接入后机器人不再说话。'
            }
          />
        </section>
      )}
    </div>
  );
}

function Desk({ id, onLeft }: { id: string; onLeft: () => void }) {
  const conversation = useConversation(id);
  if (conversation.gone)
    return (
      <Result
        title="这次会话已经结束"
        subTitle="机器人接着为市民服务；需要人工时会再排到左边。"
        extra={<Button onClick={onLeft}>知道了</Button>}
      />
    );
  if (conversation.isError)
    return (
      <Result
        status="error"
        title="打不开这次会话"
        subTitle={conversation.error.message}
        extra={<Button onClick={() => conversation.refetch()}>再试一次</Button>}
      />
    );
  const shown = conversation.data;
  if (!shown) return <Spin className="talk-loading" aria-label="正在打开" />;
  return (
    <div className="talk-desk">
      <ChatPanel shown={shown} onLeft={onLeft} />
      <aside className="scroll talk-side" aria-label="登记和工单">
        <FileForm shown={shown} />
        <OwnCases shown={shown} />
      </aside>
    </div>
  );
}

function OwnCases({ shown }: { shown: Conversation }) {
  return (
    <Card size="small" title={`这位市民的工单（${shown.cases.length}）`}>
      {shown.cases.length === 0 && <p className="quiet">还没有登记过工单</p>}
      <ul className="talk-cases">
        {shown.cases.map(({ number, stateName, summary, department, filedAt }) => (
          <li key={number}>
            <div>
              <Link href={`/cases/${number}`}>{number}</Link> <Tag>{stateName}</Tag>
            </div>
            <p>{summary}</p>
            <p className="quiet">
              {formatShort(filedAt)}
              {department ? ` · ${department.name}` : ''}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
