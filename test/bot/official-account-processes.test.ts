import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../prisma/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
import { accountSettings } from '../support/wechat/account.ts';
import { type AccountBot, startAccountBot } from '../support/wechat/account-bot.ts';
import { type FakeApi, startFakeApi } from '../support/wechat/fake-api.ts';
import { createPhone, signedRequest } from '../support/wechat/phone.ts';

describe('two processes behind one address', () => {
  let database: TestDatabase;
  let opened: ReturnType<typeof openDatabase>;
  let api: FakeApi;
  let bots: [AccountBot, AccountBot];
  const db = () => opened.prisma;

  beforeAll(async () => {
    database = await createTestDatabase('city');
    opened = openDatabase(database.url, { poolSize: 3 });
    api = await startFakeApi();
    const { token, aesKey } = accountSettings(api);
    const start = () => startAccountBot({ databaseUrl: database.url, api, token, aesKey });
    bots = [await start(), await start()];
  }, 150_000);
  afterAll(async () => {
    for (const bot of bots ?? []) await bot.stop();
    await api?.close();
    await opened?.close();
    await database?.close();
  });

  const messagesOf = (openId: string, direction: 'in' | 'out') =>
    db().message.findMany({ where: { direction, citizen: { externalId: openId } }, orderBy: { seq: 'asc' } });
  const post = async (bot: AccountBot, { query, body }: ReturnType<typeof signedRequest>) =>
    (await fetch(`${bot.callback.url}?${query}`, { method: 'POST', body })).status;

  test('an address that was caught at one is refused at the other, and a repetition there is taken as one', async () => {
    const phone = createPhone('o-caught', bots[0].callback, api);
    const sign = (xml: string) => signedRequest(bots[0].callback, api.account.appId, xml, 'plain');
    const first = sign(phone.xml({ MsgType: 'text', Content: '你好' }));
    api.noteContact(phone.openId);
    expect(await post(bots[0], first)).toBe(200);
    expect(await post(bots[1], { ...first, body: phone.xml({ MsgType: 'text', Content: '假的' }) })).toBe(
      403,
    );
    expect(await post(bots[1], first)).toBe(200);
    expect(await messagesOf(phone.openId, 'in')).toHaveLength(1);
    expect(bots[1].log.join()).toMatch(/the nonce has been used/);
  });

  test('the same address at the same moment, with another body each, is good for one of them', async () => {
    const phone = createPhone('o-forger', bots[0].callback, api);
    api.noteContact(phone.openId);
    const request = signedRequest(bots[0].callback, api.account.appId, '', 'plain');
    const bodies = Array.from({ length: 10 }, (_, at) => phone.xml({ MsgType: 'text', Content: `${at}` }));
    const statuses = await Promise.all(bodies.map((body, at) => post(bots[at % 2]!, { ...request, body })));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(await messagesOf(phone.openId, 'in')).toHaveLength(1);
  });

  test('one message that reaches both at the same moment is one message with one answer', async () => {
    const phones = bots.map((bot) => createPhone('o-twice', bot.callback, api));
    const xml = phones[0]!.xml({ MsgType: 'text', Content: '荆州区郢都路的下水道堵了，昨天开始冒水' });
    const deliveries = [...phones, ...phones].map((phone) => phone.deliverOnce(xml));
    expect((await Promise.all(deliveries)).map((delivered) => delivered?.status)).toEqual([
      200, 200, 200, 200,
    ]);
    await until('the answer', async () => phones[0]!.shown().length > 0);
    expect(await messagesOf('o-twice', 'in')).toHaveLength(1);
    expect(await messagesOf('o-twice', 'out')).toHaveLength(1);
  });

  test('a citizen who writes many messages at once, here and there, loses none and hears an answer to each', async () => {
    const phones = bots.map((bot) => createPhone('o-flood', bot.callback, api));
    const told = Array.from({ length: 24 }, (_, at) => `第${at}件事`);
    await phones[0]!.text('你好');
    await Promise.all(told.map((text, at) => phones[at % 2]!.text(text)));
    const handled = async () => {
      const rows = await messagesOf('o-flood', 'in');
      return rows.length === told.length + 1 && rows.every(({ handledAt }) => handledAt !== null);
    };
    await until('all of them to be handled', handled);
    const answers = await messagesOf('o-flood', 'out');
    for (const { id, failedAt } of await messagesOf('o-flood', 'in')) {
      expect(failedAt).toBeNull();
      expect(answers.some(({ answersId }) => answersId === id)).toBe(true);
    }
  });

  test('both use one access token', async () => {
    const phones = bots.map((bot, at) => createPhone(`o-token-${at}`, bot.callback, api));
    for (const phone of phones) {
      await phone.text('你好');
      const { id: citizenId } = await db().citizen.findFirstOrThrow({ where: { externalId: phone.openId } });
      const owed = { direction: 'out', channel: 'official-account', citizenId, kind: 'text', text: '答复' };
      await db().message.create({ data: owed });
    }
    for (const phone of phones)
      await until('the answer', async () => phone.shown().some(({ text }) => text === '答复'));
    expect(api.calls['/stable_token']).toBe(1);
  });
});
