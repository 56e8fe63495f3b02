import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../prisma/client.ts';
import { openBrowser } from '../support/browser.ts';
import { startConsole } from '../support/console.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { signIn } from '../support/people.ts';
import { findBarriers, sitDown } from '../support/screens.ts';
import { type Services, startServices } from '../support/services.ts';
import { until } from '../support/until.ts';
import { accountSettings } from '../support/wechat/account.ts';
import { type FakeApi, startFakeApi } from '../support/wechat/fake-api.ts';
import { createPhone, type Phone } from '../support/wechat/phone.ts';

describe('a message that does not reach the citizen is seen by a person', () => {
  let database: TestDatabase;
  let services: Services;
  let api: FakeApi;
  let phone: Phone;
  let browser: Browser;
  let desk: Awaited<ReturnType<typeof startConsole>>;

  beforeAll(async () => {
    database = await createTestDatabase('city');
    api = await startFakeApi();
    const { token, aesKey, env } = accountSettings(api);
    services = await startServices(database.url, undefined, env);
    phone = createPhone('o-left', { url: `${services.apiUrl}/wechat`, token, aesKey }, api);
    browser = await openBrowser();
    desk = await startConsole(database.url);
    await phone.text('你好');
    api.meet('/message/custom/send', { errcode: 43004 });
    const { prisma, close } = openDatabase(database.url, { poolSize: 1 });
    const { id: citizenId } = await prisma.citizen.findFirstOrThrow();
    const text = '您反映的事有答复了，请拨打 13812345678';
    await prisma.message.create({
      data: { direction: 'out', channel: 'official-account', citizenId, kind: 'text', text },
    });
    await close();
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
    await services?.close();
    await api?.close();
    await database?.close();
  });

  test('only those who can do something about it, with the reason and without what is private', async () => {
    const reviewer = await signIn(services.apiUrl, 'reviewer');
    const { items } = await until('it to be listed', async () => {
      const found = (await (await reviewer.call('GET', '/undelivered')).json()) as { items: unknown[] };
      return found.items.length > 0 ? found : null;
    });
    expect(items).toEqual([
      expect.objectContaining({
        citizen: '…left',
        waiting: false,
        reason: '对方没有关注公众号',
        text: '您反映的事有答复了，请拨打 138****5678',
      }),
    ]);
    const clerk = await signIn(services.apiUrl, 'water-supply');
    expect((await clerk.call('GET', '/undelivered')).status).toBe(403);
    const unknown = await reviewer.call('POST', '/undelivered/0190a0f0-0000-7000-8000-000000000000/retry');
    expect(unknown.status).toBe(404);
  });

  test('a click sends it again', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const seat = await sitDown(page, desk.origin, 'reviewer');
    await page.getByRole('link', { name: '未送达消息' }).click();
    await page.getByText('对方没有关注公众号').waitFor();
    await seat.keep('undelivered');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: '再发一次' }).click();
    await until('the citizen to read it', async () =>
      phone.shown().some(({ text, by }) => by === 'message' && text.includes('有答复了')),
    );
    await until('an empty list', async () => page.getByText('消息都送到了').isVisible());
  }, 150_000);
});
