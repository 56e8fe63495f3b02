import { createHash, randomBytes, randomInt } from 'node:crypto';
import { decrypt, encrypt } from '@wecom/crypto';
import type { FakeApi } from './fake-api.ts';

export type Mode = 'plain' | 'compatible' | 'encrypted';

export interface Callback {
  /** Where the account listens. */
  url: string;
  token: string;
  aesKey: string;
}

/** What one delivery came to. */
export interface Delivered {
  status: number;
  body: string;
  /** The text of the passive reply, decrypted. */
  reply: string | null;
}

const answerWithinMs = 5_000;
const tries = 3;

/** Signs as WeChat's documents say; written apart from the code under test. */
export function signatureOf(...parts: string[]): string {
  return createHash('sha1').update(parts.sort().join('')).digest('hex');
}

const element = (name: string, value: string | number) =>
  typeof value === 'number' ? `<${name}>${value}</${name}>` : `<${name}><![CDATA[${value}]]></${name}>`;

export function xmlOf(fields: Record<string, string | number>): string {
  return `<xml>${Object.entries(fields)
    .map(([name, value]) => element(name, value))
    .join('')}</xml>`;
}

const fieldOf = (xml: string, name: string) =>
  new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([\\s\\S]*?)(?:\\]\\]>)?</${name}>`).exec(xml)?.[1] ?? null;

/** One signed request, as WeChat would send this XML in this mode. */
export function signedRequest(
  { token, aesKey }: Callback,
  appId: string,
  xml: string,
  mode: Mode,
  at = Math.floor(Date.now() / 1000),
): { query: URLSearchParams; body: string } {
  const [timestamp, nonce] = [String(at), randomBytes(6).toString('hex')];
  const query = new URLSearchParams({ timestamp, nonce, signature: signatureOf(token, timestamp, nonce) });
  if (mode === 'plain') return { query, body: xml };
  const sealed = encrypt(aesKey, xml, appId);
  query.set('encrypt_type', 'aes');
  query.set('msg_signature', signatureOf(token, timestamp, nonce, sealed));
  const inner = mode === 'compatible' ? xml.slice('<xml>'.length, -'</xml>'.length) : '';
  return { query, body: `<xml>${inner}${element('Encrypt', sealed)}</xml>` };
}

/** A citizen's telephone behind WeChat's servers: delivers by the callback, asks three times, shows what comes. */
export function createPhone(openId: string, callback: Callback, api: FakeApi, mode: Mode = 'encrypted') {
  const shown = () => api.shown.get(openId) ?? [];
  const answered = new Set<string>();

  /** One try: null when nothing came within WeChat's five seconds. */
  async function post(xml: string): Promise<Delivered | null> {
    const { query, body } = signedRequest(callback, api.account.appId, xml, mode);
    query.set('openid', openId);
    try {
      const response = await fetch(`${callback.url}?${query}`, {
        method: 'POST',
        headers: { 'Content-Type': 'text/xml' },
        body,
        signal: AbortSignal.timeout(answerWithinMs),
      });
      const text = await response.text();
      const sealed = fieldOf(text, 'Encrypt');
      if (sealed !== null) {
        const expected = signatureOf(
          callback.token,
          fieldOf(text, 'TimeStamp') ?? '',
          fieldOf(text, 'Nonce') ?? '',
          sealed,
        );
        if (fieldOf(text, 'MsgSignature') !== expected) throw new Error('the reply is signed wrongly');
      }
      const plain = sealed === null ? text : decrypt(callback.aesKey, sealed).message;
      return { status: response.status, body: text, reply: fieldOf(plain, 'Content') };
    } catch (error) {
      if (error instanceof TypeError || (error as Error).name === 'TimeoutError') return null;
      throw error;
    }
  }

  const kept = (id: string, delivered: Delivered | null) => {
    if (!delivered?.reply || answered.has(id)) return;
    answered.add(id);
    api.show(openId, { by: 'reply', text: delivered.reply });
  };

  function complete(fields: Record<string, string | number>) {
    const head = {
      ToUserName: 'gh_minqing',
      FromUserName: openId,
      CreateTime: Math.floor(Date.now() / 1000),
    };
    const isEvent = fields.MsgType === 'event';
    const id = isEvent ? {} : { MsgId: `${Date.now()}${randomInt(1e9)}` };
    return { ...head, ...id, ...fields };
  }

  return {
    openId,
    shown,
    xml: (fields: Record<string, string | number>) => xmlOf(complete(fields)),

    /** One request and no other, and whether WeChat got to hear its answer. */
    async deliverOnce(xml: string, heard = true): Promise<Delivered | null> {
      api.noteContact(openId);
      const delivered = await post(xml);
      const id = fieldOf(xml, 'MsgId') ?? xml;
      if (heard) kept(id, delivered);
      return delivered;
    },

    /** As WeChat does: up to three times, until an answer comes in time. */
    async deliver(fields: Record<string, string | number>): Promise<Delivered> {
      const xml = xmlOf(complete(fields));
      for (let attempt = 1; attempt <= tries; attempt += 1) {
        const delivered = await this.deliverOnce(xml);
        if (delivered && delivered.status === 200) return delivered;
      }
      throw new Error('该公众号提供的服务出现故障，请稍后再试');
    },

    async text(content: string): Promise<Delivered> {
      return this.deliver({ MsgType: 'text', Content: content });
    },
  };
}
export type Phone = ReturnType<typeof createPhone>;
