import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** What an API call is made to meet instead of the ordinary answer. */
export type Mishap =
  | { errcode: number; errmsg?: string }
  | { delayMs: number }
  | { raw: string; status?: number }
  | 'hang-up';

/** What a citizen's telephone shows. */
export interface Shown {
  by: 'reply' | 'message' | 'notice';
  text: string;
}

export interface FakeApi {
  url: string;
  account: { appId: string; appSecret: string };
  /** Calls so far, by path. */
  calls: Record<string, number>;
  /** What each citizen was shown, oldest first. */
  shown: Map<string, Shown[]>;
  media: Map<string, { bytes: Uint8Array; type: string } | { json: unknown }>;
  menus: unknown[];
  /** Where a film lies: an address that is read without a token. */
  fileUrl(media: string): string;
  /** Meets the next calls of a path, one each, in order. */
  meet(path: string, ...mishaps: Mishap[]): void;
  /** Forgets the mishaps that nobody has met yet. */
  calm(): void;
  /** Every token given so far stops working, as after its two hours or a renewal elsewhere. */
  expireTokens(code?: 40001 | 40014 | 42001): void;
  /** The citizen has written: 48 hours and five messages begin anew. */
  noteContact(openId: string): void;
  /** Moves the fake's own clock. */
  passHours(hours: number): void;
  show(openId: string, shown: Shown): void;
  /** Resolves when this citizen's telephone shows something new. */
  nextShown(openId: string): Promise<void>;
  close(): Promise<void>;
}

const prefix = '/cgi-bin';
const mostTextBytes = 2_048;
const mostPerContact = 5;
const hour = 3_600_000;

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Stands in for api.weixin.qq.com after its documents: tokens, limits and every error that can be provoked. */
export async function startFakeApi(): Promise<FakeApi> {
  const account = { appId: 'wx00000000000000aa', appSecret: randomBytes(16).toString('hex') };
  const calls: Record<string, number> = {};
  const mishaps = new Map<string, Mishap[]>();
  const shown: FakeApi['shown'] = new Map();
  const media: FakeApi['media'] = new Map();
  const menus: unknown[] = [];
  const contacts = new Map<string, { at: number; left: number }>();
  let shift = 0;
  let token: { value: string; until: number } | null = null;
  let refuseWith: 40001 | 40014 | 42001 = 42001;
  const now = () => Date.now() + shift;

  const waiting = new Map<string, () => void>();

  const show: FakeApi['show'] = (openId, what) => {
    const all = shown.get(openId) ?? [];
    all.push(what);
    shown.set(openId, all);
    waiting.get(openId)?.();
    waiting.delete(openId);
  };

  function giveToken(body: { appid?: string; secret?: string; force_refresh?: boolean }) {
    if (body.appid !== account.appId) return { errcode: 40013, errmsg: 'invalid appid' };
    if (body.secret !== account.appSecret) return { errcode: 40125, errmsg: 'invalid appsecret' };
    if (!token || body.force_refresh || token.until - now() < 300_000)
      token = { value: randomBytes(68).toString('hex'), until: now() + 2 * hour };
    return { access_token: token.value, expires_in: Math.floor((token.until - now()) / 1000) };
  }

  function sendText(body: { touser?: string; msgtype?: string; text?: { content?: string } }) {
    const { touser = '', msgtype, text } = body;
    const contact = contacts.get(touser);
    if (!contact) return { errcode: 40003, errmsg: 'invalid openid' };
    if (msgtype === 'text' && Buffer.byteLength(text?.content ?? '') > mostTextBytes)
      return { errcode: 45002, errmsg: 'content size out of limit' };
    if (now() - contact.at > 48 * hour)
      return { errcode: 45015, errmsg: 'response out of time limit or subscription is canceled' };
    if (contact.left === 0) return { errcode: 45047, errmsg: 'out of response count limit' };
    contact.left -= 1;
    show(touser, { by: 'message', text: text?.content ?? `[${msgtype}]` });
    return { errcode: 0, errmsg: 'ok' };
  }

  function sendNotice(body: { touser?: string; data?: Record<string, { value: string }> }) {
    const words = Object.values(body.data ?? {}).map(({ value }) => value);
    if (words.some((value) => [...value].length > 20)) return { errcode: 47003, errmsg: 'argument invalid' };
    show(body.touser ?? '', { by: 'notice', text: words.join('') });
    return { errcode: 0, errmsg: 'ok' };
  }

  const answers: Record<string, (body: never) => unknown> = {
    '/stable_token': giveToken,
    '/message/custom/send': sendText,
    '/message/custom/typing': () => ({ errcode: 0, errmsg: 'ok' }),
    '/message/subscribe/bizsend': sendNotice,
    '/message/template/send': sendNotice,
    '/media/upload': () => ({ type: 'image', media_id: randomBytes(16).toString('hex'), created_at: 1 }),
    '/menu/create': (body) => {
      menus.push(body);
      return { errcode: 0, errmsg: 'ok' };
    },
    '/qrcode/create': (body: { action_info: { scene: { scene_str: string } } }) => ({
      ticket: randomBytes(32).toString('base64'),
      url: `http://weixin.qq.com/q/${Buffer.from(body.action_info.scene.scene_str).toString('base64url')}`,
    }),
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://fake');
    const path = url.pathname.slice(prefix.length);
    calls[path] = (calls[path] ?? 0) + 1;
    const bytes = await readBody(request);
    const json = (value: unknown) => {
      response.setHeader('Content-Type', 'application/json; encoding=utf-8').end(JSON.stringify(value));
    };
    const mishap = mishaps.get(path)?.shift();
    if (mishap === 'hang-up') return request.socket.destroy();
    if (mishap && 'errcode' in mishap) return json({ errmsg: 'provoked', ...mishap });
    if (mishap && 'raw' in mishap) return response.writeHead(mishap.status ?? 200).end(mishap.raw);
    if (mishap) await wait(mishap.delayMs);
    const file = url.pathname.startsWith('/files/') ? media.get(url.pathname.slice('/files/'.length)) : null;
    if (file && 'bytes' in file) return response.setHeader('Content-Type', file.type).end(file.bytes);
    if (path !== '/stable_token') {
      const given = url.searchParams.get('access_token');
      if (!token || given !== token.value) return json({ errcode: refuseWith, errmsg: 'token refused' });
      if (token.until < now()) return json({ errcode: 42001, errmsg: 'access_token expired' });
    }
    if (path === '/media/get') {
      const found = media.get(url.searchParams.get('media_id') ?? '');
      if (!found) return json({ errcode: 40007, errmsg: 'invalid media_id' });
      if ('json' in found) return json(found.json);
      return response.setHeader('Content-Type', found.type).end(found.bytes);
    }
    const answer = answers[path];
    if (!answer) return json({ errcode: 40066, errmsg: 'invalid url' });
    const isJson = request.headers['content-type']?.includes('json');
    json(answer((isJson ? JSON.parse(bytes.toString('utf8')) : {}) as never));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: address,
    fileUrl: (name) => `${address}/files/${name}`,
    account,
    calls,
    shown,
    media,
    menus,
    meet: (path, ...more) => mishaps.set(path, [...(mishaps.get(path) ?? []), ...more]),
    calm: () => mishaps.clear(),
    expireTokens(code = 42001) {
      token = null;
      refuseWith = code;
    },
    noteContact: (openId) => contacts.set(openId, { at: now(), left: mostPerContact }),
    passHours(hours) {
      shift += hours * hour;
    },
    show,
    nextShown: (openId) => new Promise((resolve) => waiting.set(openId, resolve)),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
