import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMemoryTokenStore } from '../../../../bot/puppets/official-account/access-token.ts';
import { type AccountCalls, accountCalls } from '../../../../bot/puppets/official-account/account-calls.ts';
import { createApiClient } from '../../../../bot/puppets/official-account/api-client.ts';
import type { Remedy } from '../../../../bot/puppets/official-account/api-error.ts';
import { type FakeApi, startFakeApi } from '../../../support/wechat/fake-api.ts';

const send = '/message/custom/send';

describe('the account’s API', () => {
  let fake: FakeApi;
  let clock: number;
  const store = createMemoryTokenStore();
  /** Patient by default: only the test of silence waits for a time-out. */
  const open = (tokenStore = store, timeoutMs = 10_000): AccountCalls =>
    accountCalls(
      createApiClient({
        ...fake.account,
        apiBase: fake.url,
        tokenStore,
        now: () => new Date(clock),
        timeoutMs,
      }),
    );

  beforeEach(async () => {
    clock = Date.now();
    fake = await startFakeApi();
    fake.noteContact('o1');
  });
  afterEach(() => fake.close());

  const texts = () => (fake.shown.get('o1') ?? []).map(({ text }) => text);

  test('a hundred calls at once ask for one token', async () => {
    const calls = open(createMemoryTokenStore());
    await Promise.all(Array.from({ length: 100 }, () => calls.sendTyping('o1')));
    expect(fake.calls['/stable_token']).toBe(1);
  });

  test('two processes that share a token ask for one', async () => {
    const shared = createMemoryTokenStore();
    await Promise.all([open(shared), open(shared)].map((calls) => calls.sendTyping('o1')));
    expect(fake.calls['/stable_token']).toBe(1);
  });

  test('the token is renewed before it expires', async () => {
    const calls = open(createMemoryTokenStore());
    await calls.sendTyping('o1');
    clock += 117 * 60_000;
    fake.passHours(117 / 60);
    await calls.sendTyping('o1');
    expect(fake.calls).toMatchObject({ '/stable_token': 2, '/message/custom/typing': 2 });
  });

  test.each([40001, 40014, 42001] as const)('%i renews the token and repeats once', async (code) => {
    const calls = open(createMemoryTokenStore());
    await calls.sendTyping('o1');
    fake.expireTokens(code);
    await calls.sendText('o1', '您好');
    expect(texts()).toEqual(['您好']);
    expect(fake.calls).toMatchObject({ '/stable_token': 2, [send]: 2 });
  });

  test('a token that WeChat refuses though it gives it again is renewed by force', async () => {
    const calls = open(createMemoryTokenStore());
    await calls.sendTyping('o1');
    fake.meet(send, { errcode: 40001 });
    await calls.sendText('o1', '您好');
    expect(fake.calls['/stable_token']).toBe(3);
    expect(texts()).toEqual(['您好']);
  });

  test('a token that is refused again is no reason to go on asking', async () => {
    const calls = open(createMemoryTokenStore());
    fake.meet(send, { errcode: 40001 }, { errcode: 40001 });
    await expect(calls.sendText('o1', '您好')).rejects.toMatchObject({ code: 40001 });
    expect(fake.calls[send]).toBe(2);
  });

  test('when WeChat is busy it is asked once more', async () => {
    fake.meet(send, { errcode: -1, errmsg: 'system error' });
    await open().sendText('o1', '您好');
    expect(texts()).toEqual(['您好']);
  });

  test.each<[number, Remedy]>([
    [45009, 'retry'],
    [45015, 'wait'],
    [45047, 'wait'],
    [48001, 'configuration'],
    [40164, 'configuration'],
    [43004, 'unreachable'],
    [43019, 'unreachable'],
    [45002, 'give-up'],
    [99999, 'retry'],
  ])('%i means: %s', async (errcode, remedy) => {
    fake.meet(send, { errcode });
    await expect(open().sendText('o1', '您好')).rejects.toMatchObject({ code: errcode, remedy });
    expect(fake.calls[send]).toBe(1);
  });

  test.each([
    ['HTML', { raw: '<html>502 Bad Gateway</html>', status: 502 }],
    ['half of JSON', { raw: '{"errcode": 0' }],
    ['a number', { raw: '7' }],
    ['nothing', { raw: '' }],
    ['a broken connection', 'hang-up'],
    ['silence', { delayMs: 600 }],
  ] as const)('%s instead of an answer is worth another try later', async (_title, mishap) => {
    fake.meet(send, mishap);
    const calls = open(store, 'delayMs' in Object(mishap) ? 300 : 10_000);
    await expect(calls.sendText('o1', '您好')).rejects.toMatchObject({
      name: 'OfficialAccountError',
      code: null,
      remedy: 'retry',
    });
  });

  test('an error never tells the secret or the token', async () => {
    fake.meet('/stable_token', { errcode: 40164, errmsg: 'invalid ip 1.2.3.4' });
    const error = await open(createMemoryTokenStore())
      .sendText('o1', '您好')
      .catch((thrown: Error) => thrown);
    expect(String(error)).toMatch(/40164.*invalid ip 1\.2\.3\.4/);
    expect(JSON.stringify([error, (error as Error).stack])).not.toContain(fake.account.appSecret);
  });

  test('media come as bytes, a video from the address that is told, and an error as an error', async () => {
    const bytes = Buffer.from([0xff, 0xd8, 0xff, 0, 1]);
    fake.media.set('photo', { bytes, type: 'image/jpeg' });
    fake.media.set('film', { bytes: Buffer.from('film'), type: 'video/mp4' });
    fake.media.set('video', { json: { video_url: fake.fileUrl('film') } });
    fake.media.set('local', { json: { video_url: 'file:///etc/passwd' } });
    expect(await open().downloadMedia('photo')).toEqual(bytes);
    expect(await open().downloadMedia('video')).toEqual(Buffer.from('film'));
    await expect(open().downloadMedia('local')).rejects.toMatchObject({ name: 'OfficialAccountError' });
    await expect(open().downloadMedia('gone')).rejects.toMatchObject({ code: 40007 });
  });

  test('an image is uploaded and sent', async () => {
    const id = await open().uploadImage(new Uint8Array([0xff, 0xd8, 0xff]), 'a.jpg', 'image/jpeg');
    await open().sendImage('o1', id);
    expect(texts()).toEqual(['[image]']);
  });
});
