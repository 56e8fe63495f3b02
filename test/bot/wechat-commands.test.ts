import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { menuItems } from '../../core/texts/menu.ts';
import { accountSettings } from '../support/wechat/account.ts';
import { type FakeApi, startFakeApi } from '../support/wechat/fake-api.ts';

describe('the official account’s commands', () => {
  let api: FakeApi;
  let dataDir: string;

  beforeAll(async () => {
    api = await startFakeApi();
    dataDir = await mkdtemp(join(tmpdir(), 'minqing-wechat-'));
  });
  afterAll(async () => {
    await api.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function run(program: string, args: string[] = [], more: Record<string, string> = {}) {
    const env = { PATH: process.env.PATH, MINQING_DATA: dataDir, ...accountSettings(api).env, ...more };
    const child = spawn(process.execPath, ['--import', 'tsx', `bot/wechat/${program}.ts`, ...args], { env });
    const exit = new Promise((resolve) => child.once('exit', resolve));
    const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
    return { out, err, code };
  }

  test('the menu that the simulator shows is the one that is pushed', async () => {
    expect(await run('menu')).toMatchObject({
      code: 0,
      out: expect.stringContaining('反映问题、我的工单、联系人工'),
    });
    expect(api.menus).toEqual([
      { button: menuItems.map(({ key, title }) => ({ type: 'click', name: title, key })) },
    ]);
  });

  test('a sheet of codes is made, and made again without new codes', async () => {
    expect(await run('qrcodes', ['SQ0001', 'SQ0002'])).toMatchObject({ code: 0 });
    const sheet = await readFile(join(dataDir, 'wechat-qrcodes.html'), 'utf8');
    expect(sheet.match(/<svg/g)).toHaveLength(2);
    expect(sheet).toMatch(/便河社区[\s\S]*公园路社区/);
    await run('qrcodes', ['SQ0001', 'SQ0002', 'SQ0003']);
    expect(api.calls['/qrcode/create']).toBe(3);
  });

  test.each([
    ['a missing setting', 2, /WECHAT_APP_SECRET/, [], { WECHAT_APP_SECRET: '' }],
    ['an unknown community', 2, /没有这个社区：XX/, ['XX'], {}],
    ['a wrong secret', 2, /40125/, ['SQ0009'], { WECHAT_APP_SECRET: 'wrong' }],
    ['an API that is not there', 3, /stable_token/, ['SQ0009'], { WECHAT_API_BASE: 'http://127.0.0.1:9' }],
  ] as [string, number, RegExp, string[], Record<string, string>][])(
    '%s is said in one line',
    async (_title, code, words, args, env) => {
      const ended = await run('qrcodes', args, env);
      expect(ended.code).toBe(code);
      expect(ended.err).toMatch(words);
      expect(ended.err.trim().split('\n')).toHaveLength(1);
    },
  );
});
