import { Agent, request } from 'node:http';
import type { FakeApi } from '../support/wechat/fake-api.ts';
import { signedRequest, xmlOf } from '../support/wechat/phone.ts';
import { quantile } from './quantile.ts';

export interface LoadFigures {
  messages: number;
  messagesPerSecond: number;
  /** From sending a message to seeing the answer to it, whichever way it came. */
  replyMedianMs: number;
  replyP99Ms: number;
  /** Callbacks that WeChat would have given up after five seconds, or that were not taken; it asks again. */
  faults: number;
  slowestCallbackMs: number;
  /** Messages whose answer was seen neither in the request nor as a message. */
  unanswered: number;
}

export interface Load {
  /** The processes' callbacks; a load balancer gives each request to the next of them. */
  urls: readonly string[];
  token: string;
  api: FakeApi;
  citizens: number;
  /** What each citizen says, one after hearing the answer to the one before. */
  words: (citizen: number) => readonly string[];
  /** False for a route that says nothing to citizens. */
  answers: boolean;
  /** So that no citizen of an earlier run is met again. */
  run: string;
}

const answerWithinMs = 60_000;
const faultAfterMs = 5_000;
const tries = 3;

function post(agent: Agent, url: string, body: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'text/xml', 'Content-Length': Buffer.byteLength(body) };
    const sent = request(url, { agent, method: 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function withinTime(work: Promise<void>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), answerWithinMs);
    void work.then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

/** All citizens at once, each telling their words over WeChat's callback in plain mode. */
export async function loadCallback(load: Load): Promise<LoadFigures> {
  const { urls, token, api, citizens, words, answers, run } = load;
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const replies: number[] = [];
  const callbacks: number[] = [];
  let faults = 0;
  let unanswered = 0;
  let sent = 0;

  /** As WeChat does: once more, up to three times, where the message was not taken. */
  async function deliver(url: string, body: string): Promise<string> {
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const began = performance.now();
      // A connection that breaks is no answer, either.
      const { status, text } = await post(agent, url, body).catch(() => ({ status: 0, text: '' }));
      const ms = performance.now() - began;
      callbacks.push(ms);
      if (status !== 200 || ms > faultAfterMs) faults += 1;
      if (status === 200) return text;
    }
    return '';
  }

  async function say(openId: string, text: string): Promise<void> {
    const callback = { url: urls[sent % urls.length]!, token, aesKey: '' };
    sent += 1;
    const at = Math.floor(Date.now() / 1000);
    const xml = xmlOf({
      ToUserName: 'gh_minqing',
      FromUserName: openId,
      CreateTime: at,
      MsgType: 'text',
      Content: text,
      MsgId: `${Date.now()}${String(sent).padStart(7, '0')}`,
    });
    const { query, body } = signedRequest(callback, api.account.appId, xml, 'plain', at);
    api.noteContact(openId);
    const seen = answers ? api.nextShown(openId) : Promise.resolve();
    const began = performance.now();
    const heard = await deliver(`${callback.url}/wechat?${query}`, body);
    const reply = /<Content><!\[CDATA\[([\s\S]*)\]\]><\/Content>/.exec(heard)?.[1];
    if (reply !== undefined) api.show(openId, { by: 'reply', text: reply });
    if (await withinTime(seen)) replies.push(performance.now() - began);
    else unanswered += 1;
  }

  async function tell(citizen: number): Promise<void> {
    for (const text of words(citizen)) await say(`o-${run}-${citizen}`, text);
  }

  const began = performance.now();
  await Promise.all(Array.from({ length: citizens }, (_, citizen) => tell(citizen)));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  return {
    messages: sent,
    messagesPerSecond: sent / seconds,
    replyMedianMs: quantile(replies, 0.5),
    replyP99Ms: quantile(replies, 0.99),
    faults,
    slowestCallbackMs: Math.max(...callbacks),
    unanswered,
  };
}
