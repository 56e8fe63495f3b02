import * as PUPPET from 'wechaty-puppet';
import type { Received } from './received.ts';
import { RecentMap } from './recent-map.ts';

/** How a text left: in the answer to the citizen's own message, or as a customer-service message. */
export type Way = 'reply' | 'message';

/** What Wechaty may ask for again: a received message, or one that was sent. */
export type Kept =
  | { id: string; direction: 'in'; received: Received }
  | { id: string; direction: 'out'; to: string; text: string; at: number; way: Way };

/** Older ones are dropped, so that memory stays bounded. */
const keptMessages = 2_000;

const { Message: types } = PUPPET.types;
const typeOfKind = {
  text: types.Text,
  image: types.Image,
  voice: types.Audio,
  video: types.Video,
  shortvideo: types.Video,
  location: types.Location,
  link: types.Url,
  unknown: types.Unknown,
} as const;
/** The kinds for which Wechaty has words; the others take the side door. */
export type SpokenKind = keyof typeof typeOfKind;

export function isSpoken(kind: string): kind is SpokenKind {
  return Object.hasOwn(typeOfKind, kind);
}

function textOf({ content }: Received): string {
  if (content.kind === 'text') return content.text;
  if (content.kind === 'voice') return content.recognition ?? '';
  return content.kind === 'link' ? content.url : '';
}

export function payloadOf(kept: Kept, account: string): PUPPET.payloads.Message {
  const { id } = kept;
  if (kept.direction === 'out') {
    const { to, text, at } = kept;
    return { id, talkerId: account, listenerId: to, timestamp: at, type: types.Text, text };
  }
  const { received } = kept;
  const { kind } = received.content;
  return {
    id,
    talkerId: received.openId,
    listenerId: account,
    timestamp: received.createdAt,
    type: isSpoken(kind) ? typeOfKind[kind] : types.Unknown,
    text: textOf(received),
  };
}

export function createKeptMessages() {
  const kept = new RecentMap<string, Kept>(keptMessages);
  return {
    add: (message: Kept) => kept.set(message.id, message),
    /** @throws Error when it was dropped or never known */
    get(id: string): Kept {
      const found = kept.get(id);
      if (!found) throw new Error(`message ${id} is not kept any more`);
      return found;
    },
    received(id: string): Received {
      const found = this.get(id);
      if (found.direction !== 'in') throw new Error(`message ${id} was not received`);
      return found.received;
    },
  };
}
