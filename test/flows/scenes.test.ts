import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { startConsole } from '../support/console.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Line, openLine } from '../support/line.ts';
import { signIn } from '../support/people.ts';
import { findBarriers, sitDown } from '../support/screens.ts';

let database: TestDatabase;
let line: Line;
let desk: Awaited<ReturnType<typeof startConsole>>;
let browser: Browser;
let scene: { sceneId: string; name: string };

interface Scenes {
  codes: number;
  total: Record<string, number>;
  items: { sceneId: string; name: string | null; topics: { path: string[]; count: number }[] }[];
}

beforeAll(async () => {
  database = await createTestDatabase('city');
  line = await openLine(database.url, new Date().toISOString());
  scene = await line.db.neighbourhood.findFirstOrThrow({ orderBy: { sceneId: 'asc' } });
  [desk, browser] = await Promise.all([startConsole(database.url), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
  await line?.close();
  await database?.close();
});

test('nobody has scanned yet: the page says what to do', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const seat = await sitDown(page, desk.origin, 'operator');
  await page.getByRole('link', { name: '扫码统计' }).click();
  await page.getByText('这段时间没有人扫码').waitFor();
  await seat.keep('scenes-empty');
  expect(await findBarriers(page)).toEqual([]);
  await page.close();
});

test('who scans is located: the bot names the place and does not ask for it', async () => {
  const person = line.citizen('o-scans');
  expect(await person.scan(scene.sceneId)).toContain(scene.name);
  const asked = await person.say('楼下的路灯坏了三天了，晚上黑得很');
  expect(asked).not.toMatch(/什么地方|在哪里/);
  let said = asked;
  for (const answer of ['不留', '对', '对']) if (!/MQ\d/.test(said)) said = await person.say(answer);
  const filed = await line.db.complaint.findFirstOrThrow({ where: { citizen: { externalId: 'o-scans' } } });
  expect(filed).toMatchObject({ sceneId: scene.sceneId, place: expect.stringContaining(scene.name) });
});

test('the figures by code: scans, people, who is new, complaints and their topics', async () => {
  await line.citizen('o-scans').scan(scene.sceneId);
  await line.citizen('o-known').say('你好');
  await line.citizen('o-known').scan(scene.sceneId);
  await line.citizen('o-lost').scan('no-such-code');
  const topic = await line.db.topic.findFirstOrThrow({ orderBy: { code: 'asc' } });
  await line.db.case.updateMany({ data: { topicCode: topic.code } });
  const leader = await signIn(desk.origin, 'leader');
  const seen = (await (await leader.call('GET', '/scenes')).json()) as Scenes;
  const topics = [{ path: [topic.level1, topic.level2, topic.level3], count: 1 }];
  expect(seen.items[0]).toMatchObject({
    ...{ sceneId: scene.sceneId, name: scene.name, scans: 3, people: 2, newcomers: 1, complaints: 1 },
    topics,
  });
  expect(seen.items[1]).toMatchObject({ sceneId: 'no-such-code', name: null, scans: 1, newcomers: 1 });
  expect(seen.total).toEqual({ scans: 4, people: 3, newcomers: 2, complaints: 1 });

  const before = (await (await leader.call('GET', '/scenes?from=2026-01-01&to=2026-01-31')).json()) as Scenes;
  expect(before.items).toEqual([]);
  expect((await leader.call('GET', '/scenes?from=2026-02-01&to=2026-01-01')).status).toBe(400);
  expect((await (await signIn(desk.origin, 'water-supply')).call('GET', '/scenes')).status).toBe(403);

  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const seat = await sitDown(page, desk.origin, 'leader');
  await page.getByRole('link', { name: '扫码统计' }).click();
  await page.getByText(scene.name).waitFor();
  await seat.keep('scenes');
  expect(await findBarriers(page)).toEqual([]);
});
