import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../prisma/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
import { accountSettings } from '../support/wechat/account.ts';
import { type AccountBot, startAccountBot } from '../support/wechat/account-bot.ts';
import { type FakeApi, startFakeApi } from '../support/wechat/fake-api.ts';
import { createPhone, type Phone, signatureOf, signedRequest } from '../support/wechat/phone.ts';

const send = '/message/custom/send';
const windowMs = 1_500;

describe('the official account’s channel', () => {
  let database: TestDatabase;
  let opened: ReturnType<typeof openDatabase>;
  let api: FakeApi;
  let bot: AccountBot;
  let names = 0;
  const db = () => opened.prisma;
  const newPhone = (): Phone => {
    names += 1;
    return createPhone(`o-citizen-${names}`, bot.callback, api);
  };

  beforeAll(async () => {
    database = await createTestDatabase('city');
    opened = openDatabase(database.url, { poolSize: 3 });
    api = await startFakeApi();
    const { token, aesKey } = accountSettings(api);
    const notice = { kind: 'subscribe', templateId: 't1', field: 'thing1' } as const;
    bot = await startAccountBot({
      databaseUrl: database.url,
      api,
      token,
      aesKey,
      options: { replyWithinMs: windowMs, notice },
    });
  }, 60_000);
  afterAll(async () => {
    await bot?.stop();
    await api?.close();
    await opened?.close();
    await database?.close();
  });

  async function citizenOf(phone: Phone) {
    const key = { channel: 'official-account', externalId: phone.openId };
    return db().citizen.findUniqueOrThrow({ where: { channel_externalId: key } });
  }
  /** Something that the account says by itself, as when a case moves on. */
  async function owe(phone: Phone, text: string): Promise<string> {
    const { id: citizenId } = await citizenOf(phone);
    const data = { direction: 'out', channel: 'official-account', citizenId, kind: 'text', text } as const;
    return (await db().message.create({ data })).id;
  }
  const texts = (phone: Phone) => phone.shown().map(({ text }) => text);
  const row = (id: string) => db().message.findUniqueOrThrow({ where: { id } });

  test('a slow answer follows as a message, and WeChat hears success in time', async () => {
    const phone = newPhone();
    await phone.text('你好');
    const { id } = await citizenOf(phone);
    const began = Date.now();
    let delivered: unknown;
    await db().$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT id FROM citizens WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
        delivered = await phone.text('谢谢');
      },
      { timeout: 10_000 },
    );
    expect(delivered).toMatchObject({ status: 200, body: 'success' });
    expect(Date.now() - began).toBeLessThan(windowMs + 1_000);
    await until('the answer', async () => phone.shown().some(({ by }) => by === 'message'));
    await until('typing', async () => (api.calls['/message/custom/typing'] ?? 0) > 0);
  });

  test('three deliveries of one message are one message, and each that waits hears the answer', async () => {
    const phone = newPhone();
    const xml = phone.xml({ MsgType: 'text', Content: '荆州区郢都路的井盖不见了，昨天有人摔倒' });
    const replies = [];
    for (const heard of [false, false, true]) replies.push((await phone.deliverOnce(xml, heard))?.reply);
    expect(replies[0]).toBeTruthy();
    expect(new Set(replies).size).toBe(1);
    const { id: citizenId } = await citizenOf(phone);
    expect(await db().message.count({ where: { citizenId, direction: 'in' } })).toBe(1);
    expect(phone.shown()).toHaveLength(1);
  });

  test('an event is told apart by citizen, second, event and key', async () => {
    const phone = newPhone();
    const at = Math.floor(Date.now() / 1000);
    const click = { MsgType: 'event', Event: 'CLICK', EventKey: 'progress', CreateTime: at };
    for (const fields of [click, click, { ...click, CreateTime: at + 1 }, { ...click, EventKey: 'complain' }])
      await phone.deliver(fields);
    const { id: citizenId } = await citizenOf(phone);
    expect(await db().message.count({ where: { citizenId, direction: 'in' } })).toBe(3);
  });

  test('after 48 hours a notice goes out, and the words themselves when the citizen writes again', async () => {
    const phone = newPhone();
    await phone.text('你好');
    api.meet(send, { errcode: 45015 });
    const id = await owe(phone, '您反映的路灯已经修好，请您看看。');
    await until('the message to be held', async () => (await row(id)).heldAt !== null);
    expect(phone.shown().at(-1)).toMatchObject({ by: 'notice' });
    await phone.text('你好');
    await until('the words', async () => texts(phone).some((text) => text.includes('请您看看。')));
    await until('the mark that it was sent', async () => (await row(id)).sentAt !== null);
    // What waited comes before the answer to what the citizen wrote.
    expect(texts(phone).at(-1)).toMatch(/^您反映的路灯已经修好，请您看看。/);
  });

  test('the sixth message since the citizen wrote waits for the seventh’s turn, in order', async () => {
    const phone = newPhone();
    await phone.text('你好');
    const ids: string[] = [];
    for (const at of [1, 2, 3, 4, 5, 6, 7]) ids.push(await owe(phone, `消息${at}`));
    await until('the quota to be used up', async () => (await row(ids[5]!)).heldAt !== null);
    await phone.text('谢谢');
    await until('all of them', async () => (await row(ids[6]!)).sentAt !== null);
    const shown = texts(phone).join('\n');
    const places = [1, 2, 3, 4, 5, 6, 7].map((at) => shown.indexOf(`消息${at}`));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test.each([43004, 43019])(
    '%i: a citizen who left is given up at once, and people can see it',
    async (errcode) => {
      const phone = newPhone();
      await phone.text('你好');
      api.meet(send, { errcode });
      const id = await owe(phone, '答复');
      await until('it to be given up', async () => (await row(id)).failedAt !== null);
      expect((await row(id)).lastError).toMatch(String(errcode));
      expect((await row(id)).attempts).toBe(1);
    },
  );

  test('48001 is an alarm in the log; the words go back in the answer to the citizen’s next message', async () => {
    const phone = newPhone();
    await phone.text('你好');
    api.meet(send, { errcode: 48001 });
    const id = await owe(phone, '您的答复来了');
    await until('it to be held', async () => (await row(id)).heldAt !== null);
    expect(bot.log.some((line) => line.includes('"alarm":true') && line.includes('48001'))).toBe(true);
    expect((await phone.text('你好')).reply).toMatch(/您的答复来了/);
  });

  test.each([
    ['busy', { errcode: -1 }],
    ['cut off', 'hang-up'],
    ['no JSON', { raw: '<html>502</html>', status: 502 }],
  ] as const)('an API that is %s is asked again until the message is there, once', async (_title, mishap) => {
    const phone = newPhone();
    await phone.text('你好');
    api.meet(send, mishap, mishap, mishap);
    const id = await owe(phone, '慢慢来');
    await until('the message', async () => (await row(id)).sentAt !== null);
    expect(texts(phone).filter((text) => text === '慢慢来')).toHaveLength(1);
  });

  describe('photographs', () => {
    async function tell(phone: Phone, mediaId: string) {
      await phone.deliver({ MsgType: 'image', PicUrl: 'http://example.com/p', MediaId: mediaId });
      const { id: citizenId } = await citizenOf(phone);
      const where = { citizenId, kind: 'image' };
      return until('the photograph to be handled', async () => {
        const message = await db().message.findFirst({ where, include: { attachments: true } });
        return message?.handledAt ? message : null;
      });
    }

    test('are drawn anew without what the telephone wrote into them, under a random name', async () => {
      const exif = { IFD0: { Make: 'SecretPhone', ImageDescription: '30.31N 112.24E' } };
      const bytes = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#a43' } })
        .jpeg()
        .withExif(exif)
        .toBuffer();
      expect(bytes.includes('SecretPhone')).toBe(true);
      api.media.set('photo', { bytes, type: 'image/jpeg' });
      const { attachments } = await tell(newPhone(), 'photo');
      expect(attachments).toHaveLength(1);
      const { storedAs, mimeType, sha256 } = attachments[0]!;
      expect([mimeType, storedAs === sha256]).toEqual(['image/jpeg', false]);
      const stored = await readFile(join(bot.attachmentsDir, storedAs!.slice(0, 2), storedAs!));
      expect(stored.includes('SecretPhone')).toBe(false);
      expect(await sharp(stored).metadata()).toMatchObject({ format: 'jpeg', width: 600 });
    });

    test.each([
      ['a page', Buffer.from('<html><script>alert(1)</script></html>'), 'image/jpeg'],
      ['a program', Buffer.concat([Buffer.from('MZ'), randomBytes(400)]), 'image/png'],
      ['half a picture', Buffer.from('ffd8ffe000104a46494600', 'hex'), 'image/jpeg'],
      ['a drawing with a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml'],
    ])(
      '%s that calls itself a photograph is not kept, and the citizen is answered',
      async (title, bytes, type) => {
        api.media.set(title, { bytes, type });
        const before = (await readdir(bot.attachmentsDir)).length;
        const phone = newPhone();
        const { attachments, content } = await tell(phone, title);
        expect(attachments).toEqual([]);
        expect(content).toMatchObject({ problem: expect.any(String) });
        expect((await readdir(bot.attachmentsDir)).length).toBe(before);
        await until('an answer', async () => phone.shown().length > 0);
      },
    );

    test('that cannot be fetched at first are fetched again', async () => {
      const bytes = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'blue' } })
        .png()
        .toBuffer();
      api.media.set('late', { bytes, type: 'image/png' });
      api.meet('/media/get', 'hang-up', { raw: 'oops', status: 500 });
      expect((await tell(newPhone(), 'late')).attachments).toHaveLength(1);
    });
  });

  describe('what is not WeChat’s is refused', () => {
    const text = (content: string) => newPhone().xml({ MsgType: 'text', Content: content });
    const seconds = () => Math.floor(Date.now() / 1000);
    const post = async (query: URLSearchParams, body: string | Uint8Array<ArrayBuffer>) =>
      fetch(`${bot.callback.url}?${query}`, {
        method: 'POST',
        body,
        headers: { 'Content-Type': 'text/xml' },
      });
    const signed = (
      xml: string,
      mode: 'plain' | 'encrypted' = 'plain',
      at = seconds(),
      appId = api.account.appId,
    ) => signedRequest(bot.callback, appId, xml, mode, at);

    const cases: [
      string,
      number,
      () => { query: URLSearchParams; body: string | Uint8Array<ArrayBuffer> },
    ][] = [
      [
        'a wrong signature',
        403,
        () => ({
          ...signed(text('a')),
          query: new URLSearchParams({ timestamp: String(seconds()), nonce: 'n', signature: 'f'.repeat(40) }),
        }),
      ],
      ['no signature', 403, () => ({ query: new URLSearchParams(), body: text('a') })],
      ['an old request', 403, () => signed(text('a'), 'encrypted', seconds() - 3_600)],
      ['a request of tomorrow', 403, () => signed(text('a'), 'plain', seconds() + 86_400)],
      [
        'a message for another account',
        403,
        () => signed(text('a'), 'encrypted', seconds(), 'wx9999999999999999'),
      ],
      [
        'an encrypted body that was changed',
        403,
        () => {
          const { query, body } = signed(text('a'), 'encrypted');
          return { query, body: body.replace(/\[CDATA\[.{8}/, '[CDATA[AAAAAAAA') };
        },
      ],
      ['an oversized body', 413, () => signed(text('长'.repeat(100_000)))],
      ['entities', 400, () => signed(`<!DOCTYPE x [<!ENTITY a "b">]>${text('a')}`)],
      [
        'entities within an encrypted body',
        400,
        () => signed(`<!DOCTYPE x [<!ENTITY a "b">]>${text('a')}`, 'encrypted'),
      ],
      ['a truncated body', 400, () => signed(text('a').slice(0, -20))],
      ['binary', 400, () => ({ ...signed(text('a')), body: new Uint8Array([0xff, 0xfe, 0, 1, 2]) })],
      ['nothing', 400, () => ({ ...signed(text('a')), body: '' })],
    ];
    test.each(cases)('%s', async (_title, status, build) => {
      const before = await db().message.count();
      const { query, body } = build();
      const logged = bot.log.length;
      const response = await post(query, body);
      const said = await response.text();
      expect(response.status).toBe(status);
      expect(said).not.toMatch(/node_modules|\.ts:|\bat \//);
      expect(await db().message.count()).toBe(before);
      expect(bot.log.slice(logged).join()).toMatch(/refused a callback/);
    });

    test('a caught address with another body, while its own repetition is taken as one', async () => {
      const phone = newPhone();
      const first = signed(phone.xml({ MsgType: 'text', Content: '你好' }));
      expect((await post(first.query, first.body)).status).toBe(200);
      expect((await post(first.query, first.body)).status).toBe(200);
      expect((await post(first.query, phone.xml({ MsgType: 'text', Content: '假的' }))).status).toBe(403);
      const { id: citizenId } = await citizenOf(phone);
      expect(await db().message.count({ where: { citizenId, direction: 'in' } })).toBe(1);
    });

    test('a compressed body, which could be any size', async () => {
      const { query, body } = signed(text('a'));
      const headers = { 'Content-Type': 'text/xml', 'Content-Encoding': 'gzip' };
      const response = await fetch(`${bot.callback.url}?${query}`, {
        method: 'POST',
        body: new Uint8Array(gzipSync(body)),
        headers,
      });
      expect([response.status, await response.text()]).toEqual([415, '']);
    });

    test('another method', async () => {
      const [timestamp, nonce] = [String(seconds()), 'n'];
      const query = new URLSearchParams({
        timestamp,
        nonce,
        signature: signatureOf(bot.callback.token, timestamp, nonce),
      });
      expect((await fetch(`${bot.callback.url}?${query}`, { method: 'DELETE' })).status).toBe(405);
    });
  });
});
