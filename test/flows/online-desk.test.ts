import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sweepTakeovers } from '../../prisma/takeovers/end.ts';
import { openBrowser } from '../support/browser.ts';
import { startConsole } from '../support/console.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { caseNumber, type Line, openLine } from '../support/line.ts';
import { signIn } from '../support/people.ts';
import { findBarriers, sitDown } from '../support/screens.ts';
import { until } from '../support/until.ts';

const officeHours = '2026-11-25T10:00:00+08:00';
const lamp = '沙市区北京路万达广场门口的路灯坏了三天了，我的电话是13812345678';

let database: TestDatabase;
let line: Line;
let desk: Awaited<ReturnType<typeof startConsole>>;
let browser: Browser;
let people = 0;

beforeAll(async () => {
  database = await createTestDatabase('city');
  line = await openLine(database.url, officeHours);
  [desk, browser] = await Promise.all([startConsole(database.url), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
  await line?.close();
  await database?.close();
});

const someone = () => line.citizen(`o-${1000 + ++people}`);
const openOf = (name: string) =>
  line.db.takeover.findFirstOrThrow({
    where: { citizen: { externalId: name } },
    orderBy: { askedAt: 'desc' },
  });
const sit = (name: string) => signIn(desk.origin, name);
type Seat = Awaited<ReturnType<typeof sit>>;

interface Scenes {
  codes: number;
  total: Record<string, number>;
  items: { sceneId: string; name: string | null; topics: { path: string[]; count: number }[] }[];
}

async function json<T>(answer: Promise<Response>): Promise<T> {
  return (await (await answer).json()) as T;
}

async function waits(
  seat: Seat,
): Promise<{ id: string; lastWords: string; late: boolean; danger: boolean }[]> {
  return (await json<{ items: never[] }>(seat.call('GET', '/takeovers'))).items;
}

describe('who asks for a person hears when one will answer', () => {
  test.each([
    ['in office hours within three minutes', officeHours, /3 分钟内/, '2026-11-25T10:03:00+08:00'],
    [
      'in the evening on the next day',
      '2026-11-25T19:00:00+08:00',
      /11月26日 9 点以后/,
      '2026-11-26T09:03:00+08:00',
    ],
    [
      'on Friday night on Monday',
      '2026-11-27T23:00:00+08:00',
      /11月30日 9 点以后/,
      '2026-11-30T09:03:00+08:00',
    ],
  ])('%s', async (_, at, answer, due) => {
    line.clock.now = new Date(at);
    const person = someone();
    expect(await person.say('转人工')).toMatch(answer);
    expect((await openOf(person.name)).dueAt).toEqual(new Date(due));
    expect(await person.menu('human')).toMatch(answer);
    expect(await person.say('不用人工了')).toContain('不转人工');
    expect((await openOf(person.name)).endReason).toBe('cancelled');
  });
});

describe('a person has the conversation', () => {
  beforeEach(() => {
    line.clock.now = new Date();
  });

  test('from the request to the hand-back: one person, a silent bot, a filed complaint, logged looks', async () => {
    const person = someone();
    await person.say(lamp);
    await person.say('转人工');
    const [operator, other, clerk] = [
      await sit('operator'),
      await sit('operator2'),
      await sit('water-supply'),
    ];
    expect((await clerk.call('GET', '/takeovers')).status).toBe(403);
    const { id } = await openOf(person.name);
    expect((await waits(operator)).map((each) => each.id)).toContain(id);
    expect((await operator.call('GET', `/takeovers/${id}`)).status).toBe(404);

    const both = await Promise.all([
      operator.call('POST', `/takeovers/${id}/take`),
      other.call('POST', `/takeovers/${id}/take`),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [mine, theirs] = both[0]!.status === 200 ? [operator, other] : [other, operator];
    await line.sweep();
    expect(person.heard().at(-1)).toContain('工作人员来了');
    expect((await theirs.call('POST', `/takeovers/${id}/messages`, { text: '抢一句' })).status).toBe(409);

    expect(await person.say('灯杆都歪了')).toBe('');
    expect(await person.say('救命，有人触电了')).toBe('');
    expect(await openOf(person.name)).toMatchObject({
      heardAt: expect.any(Date),
      alarmedAt: expect.any(Date),
    });
    expect((await waits(mine)).find((each) => each.id === id)).toMatchObject({ danger: true });

    const say = { 'Idempotency-Key': 'one-word' };
    await mine.call('POST', `/takeovers/${id}/messages`, { text: '请先拨打120，离电线远一点。' }, say);
    await mine.call('POST', `/takeovers/${id}/messages`, { text: '请先拨打120，离电线远一点。' }, say);
    await line.sweep();
    expect(person.heard().filter((text) => text.includes('离电线远一点'))).toHaveLength(1);
    expect((await openOf(person.name)).heardAt).toBeNull();

    const seen = await json<{
      messages: { by: string; text: string; danger: boolean }[];
      draft: { told: string; contact: { phone: string } };
    }>(mine.call('GET', `/takeovers/${id}`));
    expect(seen.draft).toMatchObject({ told: lamp, contact: { phone: '138****5678' } });
    expect(seen.messages.map(({ by }) => by)).toEqual(expect.arrayContaining(['citizen', 'bot', 'person']));
    const revealed = await json<{ contact: { phone: string } }>(mine.call('POST', `/takeovers/${id}/reveal`));
    expect(revealed.contact.phone).toBe('13812345678');
    const looks = await line.db.access.findMany({ where: { takeoverId: id } });
    expect(looks.map(({ what }) => what).sort()).toEqual(['contact', 'conversation']);

    const filed = await json<{ number: string }>(
      mine.call('POST', `/takeovers/${id}/complaint`, {
        text: '路灯坏了，灯杆歪斜，有人触电',
        place: '北京路万达门口',
      }),
    );
    await line.sweep();
    expect(person.heard().at(-1)).toContain(filed.number);
    const row = await line.see(filed.number);
    expect(row.urgency).toBe('danger');
    expect(row.complaints[0]).toMatchObject({ place: '北京路万达门口', contactPhone: '13812345678' });
    expect(
      (await line.db.complaint.findMany({ where: { citizen: { externalId: person.name } } })).length,
    ).toBe(1);

    expect((await mine.call('POST', `/takeovers/${id}/hand-back`)).status).toBe(204);
    await line.sweep();
    expect(person.heard().at(-1)).toContain('接下来由我');
    expect(await person.say('我的工单')).toContain(filed.number);
    expect((await mine.call('POST', `/takeovers/${id}/messages`, { text: '还在吗' })).status).toBe(409);
  });

  test.each([
    [
      'the person is silent',
      async (seat: Seat, id: string) => {
        await seat.call('POST', `/takeovers/${id}/renew`);
        await line.db.takeover.update({
          where: { id },
          data: { heardAt: new Date(Date.now() - 6 * 60_000) },
        });
        await sweepTakeovers(line.db, new Date());
      },
    ],
    [
      'the page is gone',
      async (_seat: Seat, id: string) => {
        await line.db.takeover.update({ where: { id }, data: { leaseUntil: new Date(Date.now() - 1) } });
        await sweepTakeovers(line.db, new Date());
      },
    ],
    [
      'the person signs out',
      async (seat: Seat) => {
        await seat.call('DELETE', '/session');
      },
    ],
  ])('%s: a kind word, and what was not answered is answered by the bot', async (_, leave) => {
    const person = someone();
    await person.say('转人工');
    const operator = await sit('operator');
    const { id } = await openOf(person.name);
    await operator.call('POST', `/takeovers/${id}/take`);
    await line.sweep();
    line.clock.now = new Date();
    expect(await person.say('沙市区北京路万达广场门口的路灯坏了三天了')).toBe('');
    await leave(operator, id);
    line.pass(1);
    await line.answerWaiting();
    const said = person.heard().slice(-2);
    expect(said[0]).toContain('工作人员暂时走开了');
    expect(said[1]).toMatch(/怎么联系|什么时候|念一下/);
    expect((await openOf(person.name)).endedAt).not.toBeNull();
  });

  test('who waits longer than promised is told once', async () => {
    const person = someone();
    await person.say('转人工');
    const late = new Date(Math.max(Date.now(), (await openOf(person.name)).dueAt.getTime()) + 1000);
    await sweepTakeovers(line.db, late);
    await sweepTakeovers(line.db, late);
    await line.sweep();
    expect(person.heard().filter((text) => text.includes('让您久等了'))).toHaveLength(1);
  });

  test('at the desk: take, talk, file, hand back', async () => {
    const person = someone();
    await person.say(lamp);
    await person.say('转人工');
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const seat = await sitDown(page, desk.origin, 'operator');
    await page.goto(`${desk.origin}/conversations`);
    const label = `市民 ${person.name.slice(-4)}`;
    await page.getByRole('region', { name: '等待接入' }).getByText(label).waitFor();
    await seat.keep('conversations-waiting');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('region', { name: '等待接入' }).getByRole('button', { name: label }).click();
    await page.getByRole('heading', { name: label }).waitFor();
    // The page hears of it by itself.
    await person.say('灯杆漏电，把人电倒了，救命');
    await page.getByText('灯杆漏电').first().waitFor();
    await page.getByText('市民说到了危险').first().waitFor();
    await page.getByLabel('要对市民说的话').fill('请先拨打 120，离灯杆远一点。');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('离灯杆远一点').waitFor();
    await seat.keep('conversations-talking');
    expect(await findBarriers(page)).toEqual([]);
    await line.sweep();
    expect(person.heard().at(-1)).toContain('离灯杆远一点');
    await page.getByRole('button', { name: '登记成工单' }).click();
    await page.getByRole('link', { name: caseNumber }).waitFor();
    await seat.keep('conversations-filed');
    await page.getByRole('button', { name: '交还机器人' }).click();
    await page.getByRole('button', { name: '交还', exact: true }).click();
    await until('the bot to go on', async () => {
      await line.sweep();
      return person.heard().at(-1)?.includes('接下来由我');
    });
    await page.close();
  });
});

describe("the communities' codes", () => {
  let scene: { sceneId: string; name: string };
  beforeAll(async () => {
    line.clock.now = new Date();
    scene = await line.db.neighbourhood.findFirstOrThrow({ orderBy: { sceneId: 'asc' } });
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

    const before = (await (
      await leader.call('GET', '/scenes?from=2026-01-01&to=2026-01-31')
    ).json()) as Scenes;
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
});
