import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { signIn } from '../support/people.ts';
import { type Services, startServices } from '../support/services.ts';
import { until } from '../support/until.ts';
import { accountSettings } from '../support/wechat/account.ts';
import { type FakeApi, startFakeApi } from '../support/wechat/fake-api.ts';
import { type Callback, createPhone, type Mode, type Phone, signatureOf } from '../support/wechat/phone.ts';

describe('the whole line over the official account’s callback', () => {
  let database: TestDatabase;
  let services: Services;
  let api: FakeApi;
  let callback: Callback;

  beforeAll(async () => {
    database = await createTestDatabase('city');
    api = await startFakeApi();
    const { token, aesKey, env } = accountSettings(api);
    services = await startServices(database.url, undefined, env);
    callback = { url: `${services.apiUrl}/wechat`, token, aesKey };
  }, 150_000);
  afterAll(async () => {
    await services?.close();
    await api?.close();
    await database?.close();
  });

  const hears = (phone: Phone, pattern: RegExp, by?: string) =>
    until(`${phone.openId} to hear ${pattern}`, async () =>
      phone.shown().find((shown) => pattern.test(shown.text) && (!by || shown.by === by)),
    );
  /** Says one thing and waits for an answer to it. */
  async function say(phone: Phone, text: string): Promise<string> {
    const before = phone.shown().length;
    await phone.text(text);
    await until(`an answer to ${text}`, async () => phone.shown().length > before);
    return phone
      .shown()
      .slice(before)
      .map((shown) => shown.text)
      .join('\n');
  }
  /** Says that there is nothing to add until the complaint is filed. */
  async function file(phone: Phone, matter: string): Promise<string> {
    let heard = await say(phone, matter);
    for (let turn = 0; turn < 6; turn += 1) {
      const number = /MQ\d{8}-\d{6}-\d/.exec(heard)?.[0];
      if (number) return number;
      heard = await say(phone, /对吗|对不对|正确|确认|没问题/.test(heard) ? '对' : '不留');
    }
    throw new Error(`not filed: ${heard}`);
  }

  test('WeChat is told that the address is ours', async () => {
    const [timestamp, nonce, echostr] = ['1714036504', '1514711492', '4375120948345356249'];
    const query = new URLSearchParams({ timestamp, nonce, echostr });
    query.set('signature', signatureOf(callback.token, timestamp, nonce));
    const right = await fetch(`${callback.url}?${query}`);
    expect([right.status, await right.text()]).toEqual([200, echostr]);
    query.set('signature', '0'.repeat(40));
    expect((await fetch(`${callback.url}?${query}`)).status).toBe(403);
  });

  test.each<Mode>(['plain', 'compatible', 'encrypted'])(
    'a greeting in %s mode is answered in the request itself',
    async (mode) => {
      const phone = createPhone(`o-${mode}`, callback, api, mode);
      const { reply, body } = await phone.text('你好');
      expect(reply).toMatch(/您好|你好/);
      expect(body.includes('<Encrypt>')).toBe(mode !== 'plain');
    },
  );

  test('chat, case, review, dispatch, answer, satisfied, closed', async () => {
    const phone = createPhone('o-lamp', callback, api);
    const number = await file(phone, '沙市区北京路万达广场门口的路灯坏了三天了，晚上黑得很，老人摔了一跤');
    const reviewer = await signIn(services.apiUrl, 'reviewer');
    const { proposal } = await until('a proposal', async () => {
      const found = await reviewer.see(number);
      return found.proposal ? found : null;
    });
    const department = proposal!.departments[0]!.code;
    await reviewer.act(number, 'confirm', {
      topic: proposal!.topics[0]!.code,
      department,
      kind: 'complaint',
      urgency: 'normal',
    });
    await reviewer.act(number, 'dispatch');
    await hears(phone, /已派给/, 'message');
    const clerk = await signIn(services.apiUrl, department);
    await clerk.act(number, 'sign');
    await clerk.act(number, 'submit_answer', { answer: '路灯已经修好，请您看看。' });
    await reviewer.act(number, 'accept_answer');
    await hears(phone, /路灯已经修好/, 'message');
    await say(phone, '满意');
    await until('the case to be closed', async () => (await reviewer.see(number)).state === 'closed');
    expect(phone.shown()[0]!.by).toBe('reply');
  }, 90_000);

  test('a follower who scanned a community’s code, and the menu, are answered', async () => {
    const phone = createPhone('o-scan', callback, api);
    const scene = /^[\w-]+(?=\t\S*社区)/m.exec(
      readFileSync('prisma/city/jingzhou/neighbourhoods.tsv', 'utf8'),
    )![0];
    const welcome = await phone.deliver({
      MsgType: 'event',
      Event: 'subscribe',
      EventKey: `qrscene_${scene}`,
    });
    expect(welcome.reply).toBeTruthy();
    const again = await phone.deliver({ MsgType: 'event', Event: 'SCAN', EventKey: scene });
    expect(again.reply).toBe(welcome.reply);
    const menu = await phone.deliver({ MsgType: 'event', Event: 'CLICK', EventKey: 'progress' });
    expect(menu.reply).toMatch(/没有|还没/);
  });

  test('what nobody waits for an answer to is kept without one', async () => {
    const phone = createPhone('o-quiet', callback, api);
    const events = [
      ...['unsubscribe', 'VIEW', 'LOCATION', 'TEMPLATESENDJOBFINISH', 'newer'],
      ...['subscribe_msg_popup_event', 'subscribe_msg_change_event', 'subscribe_msg_sent_event'],
    ];
    for (const Event of events)
      expect(await phone.deliver({ MsgType: 'event', Event, EventKey: 'x' })).toMatchObject({
        body: 'success',
      });
    expect(phone.shown()).toEqual([]);
  });

  test.each([
    ['voice', { MediaId: 'm', Format: 'amr', Recognition: '' }],
    ['video', { MediaId: 'm', ThumbMediaId: 't' }],
    ['hologram', { Depth: '3' }],
  ])('a %s that cannot be read is kept and answered', async (MsgType, fields) => {
    const phone = createPhone(`o-${MsgType}`, callback, api);
    expect((await phone.deliver({ MsgType, ...fields })).reply).toBeTruthy();
  });
});
