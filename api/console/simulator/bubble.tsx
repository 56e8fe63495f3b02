import type { ReactNode } from 'react';
import { splitChoices } from '../../../core/texts/choices.ts';
import type { ChatMessage, MenuItem, Outgoing, Pending, SimulatedCity } from './chat-shapes.ts';

export interface Surroundings {
  city: SimulatedCity;
  menu: MenuItem[];
}

/** Signals that WeChat shows as a line rather than as a bubble. */
const signals = ['scan', 'menu', 'subscribe'];

function signalText(kind: string, detail: string, { city, menu }: Surroundings): string {
  if (kind === 'subscribe') return '关注了公众号';
  if (kind === 'menu') return `点了菜单“${menu.find(({ key }) => key === detail)?.title ?? detail}”`;
  const place = city.neighbourhoods.find(({ sceneId }) => sceneId === detail)?.name;
  return `扫了${place ?? detail}的二维码`;
}

function detailOf(content: Record<string, unknown> | null): string {
  const detail = content?.scene ?? content?.menuKey ?? content?.key;
  return typeof detail === 'string' ? detail : '';
}

function labelOf(content: Record<string, unknown> | null): string {
  const place = (content?.location ?? content) as { label?: unknown } | null;
  return typeof place?.label === 'string' ? place.label : '';
}

function Location({ label }: { label: string }) {
  return (
    <span className="pin">
      <strong>{label || '我的位置'}</strong>
      <span className="map" aria-hidden="true" />
    </span>
  );
}

function Photo({ src }: { src: string | undefined }) {
  return src ? <img className="photo" src={src} alt="发出的照片" /> : <span>[照片]</span>;
}

function Row({ own, name, children }: { own: boolean; name: string; children: ReactNode }) {
  return (
    <div className={own ? 'row own' : 'row'}>
      <span className="avatar" aria-hidden="true">
        {own ? name.slice(0, 1) : '民'}
      </span>
      {children}
    </div>
  );
}

/** A message that the server has written down. */
export function Bubble({
  message,
  preview,
  name,
  around,
  onTap,
}: {
  message: ChatMessage;
  preview: string | undefined;
  name: string;
  around: Surroundings;
  /** A choice of the answer was tapped: its digit is said. */
  onTap: (digit: string) => void;
}) {
  const { kind, content, text } = message;
  const own = message.direction === 'in';
  if (own && signals.includes(kind))
    return <p className="note">{signalText(kind, detailOf(content), around)}</p>;
  return (
    <Row own={own} name={name}>
      <div className={`bubble ${own ? 'said' : 'answered'} ${kind}`}>
        {own && kind === 'image' ? (
          <Photo src={preview} />
        ) : own && kind === 'location' ? (
          <Location label={labelOf(content) || (text ?? '')} />
        ) : own ? (
          text
        ) : (
          <Answer text={text ?? ''} onTap={onTap} />
        )}
      </div>
    </Row>
  );
}

/** What the account says; what it offers to choose from can be tapped, as in WeChat. */
function Answer({ text, onTap }: { text: string; onTap: (digit: string) => void }) {
  const answer = splitChoices(text);
  return (
    <>
      {answer.text}
      {answer.choices.map(({ key, label }) => (
        <button key={key} type="button" className="tap" onClick={() => onTap(key)}>
          {key} {label}
        </button>
      ))}
    </>
  );
}

function contentOf(message: Outgoing): ReactNode {
  if (message.kind === 'image') return <Photo src={message.preview} />;
  if (message.kind === 'location') return <Location label={message.label} />;
  return message.kind === 'text' ? message.text : '';
}

/** A message on its way, or one that did not arrive and can be sent again. */
export function PendingBubble({
  item,
  name,
  around,
  onRetry,
}: {
  item: Pending;
  name: string;
  around: Surroundings;
  onRetry: () => void;
}) {
  const { message, failed } = item;
  const state = failed ? (
    <button
      type="button"
      className="failed"
      title={failed}
      aria-label={`没有发出去（${failed}），重新发送`}
      onClick={onRetry}
    >
      !
    </button>
  ) : (
    <span className="sending" role="status" aria-label="正在发送" />
  );
  if (signals.includes(message.kind)) {
    const detail = message.kind === 'scan' ? message.scene : message.kind === 'menu' ? message.key : '';
    return (
      <p className="note">
        {signalText(message.kind, detail, around)} {state}
      </p>
    );
  }
  return (
    <Row own name={name}>
      <div className={`bubble said ${message.kind}`}>{contentOf(message)}</div>
      {state}
    </Row>
  );
}
