import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFolder } from '../../core/files/folder.ts';
import { openDatabase } from '../../prisma/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
import { accountSettings } from '../support/wechat/account.ts';
import { type AccountBot, startAccountBot } from '../support/wechat/account-bot.ts';
import { type FakeApi, startFakeApi } from '../support/wechat/fake-api.ts';
import { createPhone, type Phone } from '../support/wechat/phone.ts';

const amr = Buffer.concat([Buffer.from('#!AMR\n'), randomBytes(3_000)]);
const mp4 = Buffer.concat([Buffer.from('00000018667479706d703432', 'hex'), randomBytes(20_000)]);
const page = Buffer.from('<html><script>alert(1)</script></html>');

describe('recordings and films over the official account', () => {
  let database: TestDatabase;
  let opened: ReturnType<typeof openDatabase>;
  let api: FakeApi;
  let bot: AccountBot;
  let names = 0;
  const db = () => opened.prisma;
  const newPhone = (): Phone => createPhone(`o-media-${++names}`, bot.callback, api);

  beforeAll(async () => {
    database = await createTestDatabase('city');
    opened = openDatabase(database.url, { poolSize: 3 });
    api = await startFakeApi();
    const { token, aesKey } = accountSettings(api);
    bot = await startAccountBot({ databaseUrl: database.url, api, token, aesKey });
  }, 150_000);
  afterAll(async () => {
    await bot?.stop();
    await api?.close();
    await opened?.close();
    await database?.close();
  });

  async function tell(phone: Phone, fields: Record<string, string>) {
    await phone.deliver(fields);
    const where = { citizen: { externalId: phone.openId }, direction: 'in' };
    return until('it to be handled', async () => {
      const found = await db().message.findFirst({
        where,
        orderBy: { seq: 'desc' },
        include: { attachments: true },
      });
      return found?.handledAt ? found : null;
    });
  }
  const stored = async (storedAs: string | null) => {
    const found = await openFolder(bot.attachmentsDir).open(storedAs!);
    return Buffer.concat(await found!.stream.toArray());
  };

  test('speech that WeChat did not recognise is kept, and the citizen is answered', async () => {
    api.media.set('voice', { bytes: amr, type: 'audio/amr' });
    const phone = newPhone();
    const fields = { MsgType: 'voice', MediaId: 'voice', Format: 'amr', Recognition: '' };
    const { attachments } = await tell(phone, fields);
    expect(attachments).toMatchObject([{ fileName: '录音.amr', mimeType: 'audio/amr', bytes: amr.length }]);
    expect((await stored(attachments[0]!.storedAs)).equals(amr)).toBe(true);
    await until('an answer', async () => phone.shown().length > 0);
  });

  test('speech that WeChat recognised is the citizen’s words, and is kept beside them', async () => {
    api.media.set('spoken', { bytes: amr, type: 'audio/amr' });
    const Recognition = '沙市区北京路的路灯坏了三天了，晚上黑得很';
    const { text, attachments } = await tell(newPhone(), {
      MsgType: 'voice',
      MediaId: 'spoken',
      Recognition,
    });
    expect(text).toBe(Recognition);
    expect(attachments).toHaveLength(1);
  });

  test.each(['video', 'shortvideo'])('a %s is read from the address that WeChat tells', async (MsgType) => {
    const media = `${MsgType}-file`;
    api.media.set(media, { bytes: mp4, type: 'video/mp4' });
    api.media.set(MsgType, { json: { video_url: api.fileUrl(media) } });
    const { attachments } = await tell(newPhone(), { MsgType, MediaId: MsgType, ThumbMediaId: 't' });
    expect(attachments).toMatchObject([{ fileName: '视频.mp4', mimeType: 'video/mp4', bytes: mp4.length }]);
  });

  test.each([
    ['a page', { bytes: page, type: 'video/mp4' }],
    ['a photograph', { bytes: Buffer.from('ffd8ffe000104a46494600', 'hex'), type: 'video/mp4' }],
    ['too large', { bytes: Buffer.concat([mp4, Buffer.alloc(20 * 1024 * 1024)]), type: 'video/mp4' }],
    ['no address', { json: { video_url: 'file:///etc/passwd' } }],
    ['no JSON and no film', { bytes: Buffer.from('{"video_url"'), type: 'text/plain' }],
  ])('a video that is %s is not kept, and the citizen is answered', async (title, media) => {
    api.media.set(title, media);
    const phone = newPhone();
    const { attachments, content } = await tell(phone, { MsgType: 'video', MediaId: title });
    expect(attachments).toEqual([]);
    expect(content).toMatchObject({ problem: expect.any(String), kind: 'video' });
    await until('an answer', async () => phone.shown().length > 0);
  });

  test('what was sent while the complaint was told belongs to it', async () => {
    const bytes = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'blue' } })
      .png()
      .toBuffer();
    api.media.set('film', { bytes: mp4, type: 'video/mp4' });
    api.media.set('photo', { bytes, type: 'image/png' });
    const phone = newPhone();
    await tell(phone, { MsgType: 'text', Content: '沙市区北京路万达广场门口的路灯坏了三天了，晚上黑得很' });
    await tell(phone, { MsgType: 'video', MediaId: 'film' });
    await tell(phone, { MsgType: 'image', MediaId: 'photo', PicUrl: 'http://example.com' });
    const where = { citizen: { externalId: phone.openId } };
    for (const Content of ['不留', '对', '对', '对']) {
      if ((await db().complaint.count({ where })) > 0) break;
      await tell(phone, { MsgType: 'text', Content });
    }
    const { attachments } = await db().complaint.findFirstOrThrow({
      where,
      include: { attachments: { orderBy: { mimeType: 'asc' } } },
    });
    expect(attachments.map(({ mimeType }) => mimeType)).toEqual(['image/jpeg', 'video/mp4']);
  });
});
