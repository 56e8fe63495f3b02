import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from '../../core/logger.ts';
import { type Database, openDatabase } from '../../prisma/client.ts';
import { loadDirectory } from '../../prisma/load-directory.ts';
import { createCaseClassifier } from '../../triage/classify-case.ts';
import { modelName } from '../../triage/model/model.ts';
import { propose } from '../../triage/propose.ts';
import { loadShippedModel } from '../../triage/shipped.ts';
import { openSimilar, type Similar } from '../../triage/similar/open-similar.ts';
import { openBrowser } from '../support/browser.ts';
import { startConsole } from '../support/console.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { signIn } from '../support/people.ts';
import { fileCase } from '../support/reviewed-cases.ts';
import { findBarriers, sitDown } from '../support/screens.ts';

const pit = '沙市区北京路万达广场门口路面塌了一个大坑，车子过去颠得很，晚上看不清';
const samePit = '北京路万达广场门口路面有个大坑，我骑电动车差点摔了';
const otherMatter = '松滋市新江口街道菜市场的秤不准，少了二两';

interface Group {
  similar: { number: string; score: number; why: { places: string[] } }[];
  merged: { number: string }[];
}

describe('two citizens report one pothole', () => {
  let own: TestDatabase;
  let database: Database;
  let similar: Similar;
  let classify: (caseId: string) => Promise<void>;
  let browser: Browser;
  let desk: Awaited<ReturnType<typeof startConsole>>;

  beforeAll(async () => {
    own = await createTestDatabase('city');
    database = openDatabase(own.url, { poolSize: 4 });
    const db = database.prisma;
    const directory = await loadDirectory(db);
    const logger = createLogger('test', 'fatal');
    const now = () => new Date();
    const model = loadShippedModel();
    similar = await openSimilar({ database, databaseUrl: own.url, directory, logger, now });
    classify = createCaseClassifier({
      db,
      directory,
      propose: (known, { text, sceneId, location }) => propose(model, known, { text, sceneId, location }),
      findSimilar: similar.find,
      modelName: () => modelName(model),
      unknownShare: () => 0,
      queues: { nudge: async () => {} },
      logger,
      now,
    });
    desk = await startConsole(own.url);
    browser = await openBrowser();
  }, 150_000);
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
    await similar?.close();
    await database?.close();
    await own?.close();
  });

  /** Filed as the bot files it, and looked at by triage. */
  async function report(text: string) {
    const { id, number } = await fileCase(database.prisma, text, null, new Date());
    await classify(id);
    /** What the citizen is told, the last first. */
    const hears = async () => {
      const where = { direction: 'out', citizen: { complaints: { some: { caseId: id } } } };
      const said = await database.prisma.message.findMany({ where, orderBy: { seq: 'desc' } });
      return said.map((message) => message.text);
    };
    return { number, hears };
  }

  test('the reviewer is offered both as one, decides once, and both are answered', async () => {
    const first = await report(pit);
    await report(otherMatter);
    const second = await report(samePit);
    const reviewer = await signIn(desk.origin, 'reviewer');
    const groupOf = async (number: string) =>
      (await (await reviewer.call('GET', `/cases/${number}/similar`)).json()) as Group;
    // From either side, also from that of the case that came before the other.
    for (const [own, other] of [
      [second, first],
      [first, second],
    ] as const) {
      const { similar } = await groupOf(own.number);
      expect(similar.map(({ number }) => number)).toEqual([other.number]);
      expect(similar[0]!.why.places).toContain('北京路');
    }
    const clerk = await signIn(desk.origin, 'municipal-facilities');
    expect((await clerk.call('GET', `/cases/${first.number}/similar`)).status).toBe(403);

    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const seat = await sitDown(page, desk.origin, 'reviewer');
    await seat.open('待受理', second.number);
    await page.getByText('可能是同一件事的工单').waitFor();
    await seat.keep('similar-group');
    expect(await findBarriers(page)).toEqual([]);
    const box = page.getByRole('checkbox', { name: `${first.number} 是同一件` });
    if (!(await box.isChecked())) await box.check();
    await page.getByRole('button', { name: '并为一件' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: '并为一件' }).click();
    await seat.sees('已并单');
    await page.getByText('已并入主工单').waitFor();
    await seat.keep('similar-merged');
    expect((await second.hears())[0]).toContain('并在一起');
    expect((await groupOf(first.number)).merged.map(({ number }) => number)).toEqual([second.number]);

    const decision = { topic: '010201', department: 'municipal-facilities', kind: 'help', urgency: 'normal' };
    await reviewer.act(first.number, 'confirm', decision);
    await reviewer.act(first.number, 'dispatch');
    for (const { hears } of [first, second]) expect((await hears())[0]).toContain('已派给');
    await clerk.act(first.number, 'sign');
    // The department sees whom else it works for, and can't open their cases.
    const opened = (await clerk.see(first.number)) as unknown as { merged: { number: string }[] };
    expect(opened.merged.map(({ number }) => number)).toEqual([second.number]);
    expect((await clerk.call('GET', `/cases/${second.number}`)).status).toBe(404);
    await page.goto(`${desk.origin}/cases/${first.number}`);
    await page.getByText('同一件事的工单并在这里办').waitFor();
    await seat.keep('similar-master');
    await clerk.act(first.number, 'submit_answer', { answer: '坑已经补好，请放心通行。' });
    await reviewer.act(first.number, 'accept_answer');
    for (const { hears, number } of [first, second]) {
      const [answer] = await hears();
      expect(answer).toContain('坑已经补好');
      expect(answer).toContain(number);
    }
  }, 150_000);

  test('what rises is listed as a hot spot, to those who watch over the city and nobody else', async () => {
    const { prisma } = database;
    const now = new Date();
    const proposed = { topic: '040201', department: 'municipal-facilities' };
    const texts = [
      '丽景新城旁边的搅拌站夜里一直响，粉尘到处飞，窗户都不敢开，家里老人孩子咳嗽了半个月，打了几次电话都没有人来看',
      '丽景新城搅拌站又在半夜开工',
    ];
    const cases = await Promise.all(
      [...texts, ...texts, texts[1]!].map((text) => fileCase(prisma, text, proposed, now)),
    );
    await prisma.hotSpot.deleteMany();
    await prisma.hotSpot.create({
      data: {
        topicCode: '0402',
        placeKind: 'name',
        placeName: '丽景新城',
        days: 7,
        complaints: cases.length,
        citizens: cases.length,
        expected: 0.3,
        surprise: 5.2,
        daily: [...new Array<number>(27).fill(0), cases.length],
        caseIds: cases.map(({ id }) => id),
        firstAt: now,
        lastAt: now,
        computedAt: now,
      },
    });
    const clerk = await signIn(desk.origin, 'municipal-facilities');
    expect((await clerk.call('GET', '/hot-spots')).status).toBe(403);
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const seat = await sitDown(page, desk.origin, 'leader');
    await page.getByRole('link', { name: '热点' }).click();
    await page.getByRole('heading', { name: /丽景新城/ }).waitFor();
    await seat.keep('hot-spots');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: '全部 5 件' }).click();
    expect(await page.getByRole('link', { name: /^MQ/ }).count()).toBe(5);
  }, 150_000);
});
