import { createHash } from 'node:crypto';
import { requireText, textOf, type XmlFields } from './read-xml.ts';
import { Refusal } from './refusal.ts';

/** What a citizen sent or did, in the account's own words. */
export type Content =
  | { kind: 'text'; text: string }
  | { kind: 'image'; mediaId: string | null; url: string | null }
  /** `recognition` is empty since WeChat withdraws its speech recognition. */
  | { kind: 'voice'; mediaId: string | null; format: string | null; recognition: string | null }
  | { kind: 'video' | 'shortvideo'; mediaId: string | null }
  | { kind: 'location'; latitude: number; longitude: number; label: string }
  | { kind: 'link'; title: string; description: string; url: string }
  /** `scene` when a code was scanned to get here. */
  | { kind: 'subscribe'; scene: string | null }
  | { kind: 'scan'; scene: string }
  | { kind: 'click'; key: string }
  /** Whatever else happened: nothing that the citizen waits for an answer to. */
  | { kind: 'event'; name: string; fields: XmlFields }
  /** A message of a kind that did not exist when this was written. */
  | { kind: 'unknown'; type: string; fields: XmlFields };

export interface Received {
  /** Unique among this citizen's: a repeated delivery has it again. MsgId alone is not unique. */
  id: string;
  openId: string;
  /** The account's own name, gh_…. */
  accountId: string;
  /** Seconds since 1970. */
  createdAt: number;
  content: Content;
}

/** A reader answers null when what it needs is missing: the message is kept as one of unknown kind. */
const readers: Record<string, (fields: XmlFields) => Content | null> = {
  // A citizen can send spaces alone; WeChat then leaves the text empty.
  text: (fields) => ({ kind: 'text', text: textOf(fields, 'Content') ?? '' }),
  image: (fields) => ({
    kind: 'image',
    mediaId: textOf(fields, 'MediaId'),
    url: textOf(fields, 'PicUrl'),
  }),
  voice: (fields) => ({
    kind: 'voice',
    mediaId: textOf(fields, 'MediaId'),
    format: textOf(fields, 'Format'),
    recognition: textOf(fields, 'Recognition'),
  }),
  video: (fields) => ({ kind: 'video', mediaId: textOf(fields, 'MediaId') }),
  shortvideo: (fields) => ({ kind: 'shortvideo', mediaId: textOf(fields, 'MediaId') }),
  location: (fields) => {
    const latitude = degrees(fields, 'Location_X', 90);
    const longitude = degrees(fields, 'Location_Y', 180);
    if (latitude === null || longitude === null) return null;
    return { kind: 'location', latitude, longitude, label: textOf(fields, 'Label') ?? '' };
  },
  link: (fields) => ({
    kind: 'link',
    title: textOf(fields, 'Title') ?? '',
    description: textOf(fields, 'Description') ?? '',
    url: textOf(fields, 'Url') ?? '',
  }),
};

const eventReaders: Record<string, (fields: XmlFields) => Content | null> = {
  subscribe: (fields) => ({ kind: 'subscribe', scene: sceneOf(textOf(fields, 'EventKey')) }),
  SCAN: (fields) => {
    const scene = textOf(fields, 'EventKey');
    return scene === null ? null : { kind: 'scan', scene };
  },
  CLICK: (fields) => {
    const key = textOf(fields, 'EventKey');
    return key === null ? null : { kind: 'click', key };
  },
};

/** A new subscriber's scene has a prefix that a subscriber's scan does not have. */
function sceneOf(eventKey: string | null): string | null {
  return eventKey?.startsWith('qrscene_') ? eventKey.slice('qrscene_'.length) || null : null;
}

function degrees(fields: XmlFields, name: string, most: number): number | null {
  const text = textOf(fields, name);
  const value = Number(text);
  return text !== null && Math.abs(value) <= most ? value : null;
}

function readEvent(fields: XmlFields): Content {
  const name = requireText(fields, 'Event');
  const known = Object.hasOwn(eventReaders, name) ? eventReaders[name]!(fields) : null;
  return known ?? { kind: 'event', name, fields };
}

function readMessage(type: string, fields: XmlFields): Content {
  const known = Object.hasOwn(readers, type) ? readers[type]!(fields) : null;
  return known ?? { kind: 'unknown', type, fields };
}

const short = (text: string) =>
  text.length <= 80 ? text : createHash('sha256').update(text).digest('hex').slice(0, 32);

/** Events have no MsgId: citizen, second, event and key tell them apart. */
function idOf(type: string, fields: XmlFields): string {
  const given = textOf(fields, 'MsgId');
  if (given !== null && type !== 'event') return short(given);
  const names = type === 'event' ? ['CreateTime', 'Event', 'EventKey', 'MsgID'] : Object.keys(fields);
  return short(`${type}-${names.map((name) => JSON.stringify(fields[name] ?? '')).join('-')}`);
}

/**
 * A message or event out of WeChat's fields.
 * @throws Refusal when one that every message has is missing
 */
export function readReceived(fields: XmlFields): Received {
  const accountId = requireText(fields, 'ToUserName');
  const openId = requireText(fields, 'FromUserName');
  const createdAt = Number(requireText(fields, 'CreateTime'));
  const type = requireText(fields, 'MsgType');
  if (!Number.isSafeInteger(createdAt)) throw new Refusal(400, 'CreateTime is no number');
  if (openId.length > 128) throw new Refusal(400, 'FromUserName is no OpenID');
  const content = type === 'event' ? readEvent(fields) : readMessage(type, fields);
  return { id: idOf(type, fields), openId, accountId, createdAt, content };
}
