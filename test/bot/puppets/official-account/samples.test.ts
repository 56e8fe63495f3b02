import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readXml, textOf } from '../../../../bot/puppets/official-account/read-xml.ts';
import { type Content, readReceived } from '../../../../bot/puppets/official-account/received.ts';

const folder = new URL('../../../../../shared/wechat/xml/', import.meta.url);
const samples = readdirSync(folder).filter((name) => name.endsWith('.xml'));
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');

/** Samples that are no whole message, and were collected for that. */
const broken = ['wechat-parse-02-text.xml', 'wechat-parse-03-other.xml'];
const envelopes = ['easywechat-DecryptXmlMessageTest-01-encrypt.xml'];
const whole = samples.filter((name) => !broken.includes(name) && !envelopes.includes(name));

/** What WeChat's documents say that each kind carries, by a reader of its own. */
function expectedKind(xml: string): string {
  const field = (name: string) => new RegExp(`<${name}>\\s*(?:<!\\[CDATA\\[)?([^<\\]]*)`).exec(xml)?.[1];
  const type = field('MsgType')!.trim();
  if (type !== 'event')
    return ['text', 'image', 'voice', 'video', 'shortvideo', 'location', 'link'].includes(type)
      ? type
      : 'unknown';
  const named: Record<string, string> = { subscribe: 'subscribe', SCAN: 'scan', CLICK: 'click' };
  return named[field('Event')!.trim()] ?? 'event';
}

describe('what other projects have seen WeChat send', () => {
  test.each(whole)('%s', (name) => {
    const xml = read(name);
    const fields = readXml(xml);
    const received = readReceived(fields);
    expect(received.content.kind).toBe(expectedKind(xml));
    expect(received.openId).toBe(textOf(fields, 'FromUserName'));
    expect(received.accountId).toBe(textOf(fields, 'ToUserName'));
    expect(received.id).not.toBe('');
    // A repetition is the same, and nothing of it is lost on the way.
    expect(readReceived(readXml(xml))).toEqual(received);
  });

  test.each(broken)('%s is refused', (name) => {
    expect(() => readReceived(readXml(read(name)))).toThrow(expect.objectContaining({ name: 'Refusal' }));
  });

  test('an encrypted one shows its envelope', () => {
    expect(textOf(readXml(read(envelopes[0]!)), 'Encrypt')).toMatch(/^RypEvHKD8Q/);
  });
});

const contentOf = (inner: string): Content =>
  readReceived(
    readXml(
      `<xml><ToUserName>gh</ToUserName><FromUserName>o1</FromUserName><CreateTime>7</CreateTime>${inner}</xml>`,
    ),
  ).content;

describe('each kind is read whole', () => {
  test.each<[string, Content]>([
    [
      '<MsgType>text</MsgType><Content>007</Content><MsgId>18446744073709551615</MsgId>',
      { kind: 'text', text: '007' },
    ],
    [
      '<MsgType>text</MsgType><Content><![CDATA[a <b> & "c" <!DOCTYPE]]></Content><MsgId>1</MsgId>',
      { kind: 'text', text: 'a <b> & "c" <!DOCTYPE' },
    ],
    [
      '<MsgType>voice</MsgType><MediaId>m</MediaId><Format>amr</Format><Recognition></Recognition><MsgId>1</MsgId>',
      { kind: 'voice', mediaId: 'm', format: 'amr', recognition: null },
    ],
    [
      '<MsgType>location</MsgType><Location_X>30.33</Location_X><Location_Y>112.24</Location_Y><Label>沙市</Label><MsgId>1</MsgId>',
      { kind: 'location', latitude: 30.33, longitude: 112.24, label: '沙市' },
    ],
    [
      '<MsgType>event</MsgType><Event>subscribe</Event><EventKey>qrscene_nb-001</EventKey>',
      { kind: 'subscribe', scene: 'nb-001' },
    ],
    [
      '<MsgType>event</MsgType><Event>subscribe</Event><EventKey></EventKey>',
      { kind: 'subscribe', scene: null },
    ],
    [
      '<MsgType>event</MsgType><Event>SCAN</Event><EventKey>nb-001</EventKey>',
      { kind: 'scan', scene: 'nb-001' },
    ],
    [
      '<MsgType>event</MsgType><Event>CLICK</Event><EventKey>human</EventKey>',
      { kind: 'click', key: 'human' },
    ],
  ])('%s', (inner, content) => {
    expect(contentOf(inner)).toEqual(content);
  });
});

test('an event is told apart by second, name and key, a message by its MsgId as text', () => {
  const event = (time: number, key: string) =>
    readReceived(
      readXml(
        `<xml><ToUserName>gh</ToUserName><FromUserName>o1</FromUserName><CreateTime>${time}</CreateTime><MsgType>event</MsgType><Event>CLICK</Event><EventKey>${key}</EventKey></xml>`,
      ),
    ).id;
  const ids = [event(1, 'a'), event(2, 'a'), event(1, 'b'), event(1, 'a'), event(1, 'x'.repeat(500))];
  expect(new Set(ids).size).toBe(4);
  expect(Math.max(...ids.map((id) => id.length))).toBeLessThanOrEqual(80);
});

describe('bodies that are refused', () => {
  const laughs = `<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><xml><Content>&b;</Content></xml>`;
  test.each([
    ['empty', ''],
    ['text', 'hello'],
    ['cut off', '<xml><ToUserName><![CDATA[gh]]></ToUserName><FromUserNa'],
    ['cut off within CDATA', '<xml><ToUserName><![CDATA[gh'],
    ['with entities', laughs],
    ['with an outer entity', '<!DOCTYPE x SYSTEM "file:///etc/passwd"><xml></xml>'],
    ['binary', '<xml>\0</xml>'],
    ['another document', '<html><body/></html>'],
    ['a list of documents', '<xml><a/></xml><xml><a/></xml>'],
    ['of dangerous names', '<xml><__proto__><x>1</x></__proto__></xml>'],
    ['without a sender', '<xml><ToUserName>gh</ToUserName><MsgType>text</MsgType></xml>'],
  ])('%s', (_title, body) => {
    expect(() => readReceived(readXml(body))).toThrow(expect.objectContaining({ name: 'Refusal' }));
  });

  test('an entity is never replaced', () => {
    expect(contentOf('<MsgType>text</MsgType><Content>&lt;&#65;</Content><MsgId>1</MsgId>')).toEqual({
      kind: 'text',
      text: '&lt;&#65;',
    });
  });
});
