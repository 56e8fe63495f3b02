import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../prisma/client.ts';
import { promoteModel, shadowModel } from '../../prisma/learning/change-model.ts';
import { registerModel } from '../../prisma/learning/model-versions.ts';
import { keep, openBrowser } from '../support/browser.ts';
import { startConsole } from '../support/console.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Told, writeHistory } from '../support/history.ts';
import { findBarriers, sitDown } from '../support/screens.ts';

const day = 86_400_000;

describe('the page 分办质量', () => {
  let database: TestDatabase;
  let opened: Database;
  let console: Awaited<ReturnType<typeof startConsole>>;
  let browser: Browser;
  const problems: string[] = [];

  beforeAll(async () => {
    database = await createTestDatabase('city');
    opened = openDatabase(database.url, { poolSize: 2 });
    [console, browser] = await Promise.all([startConsole(database.url), openBrowser()]);
  }, 150_000);
  afterAll(async () => {
    await browser?.close();
    await console?.close();
    await opened?.close();
    await database?.close();
  });

  async function open(name: string): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => problems.push(String(error)));
    await sitDown(page, console.origin, name);
    return page;
  }
  const tab = (page: Page, name: string) => page.getByRole('tab', { name }).click();

  test('a new installation says what will be here, and reviewers are not asked to judge triage', async () => {
    const page = await open('leader');
    await page.getByRole('link', { name: '分办质量' }).click();
    await page.getByText('这段时间还没有复核过的工单').waitFor();
    await keep(page, 'quality-empty');
    await tab(page, '模型版本');
    await page.getByText('还没有本市训练的版本').waitFor();
    expect(await page.getByRole('button', { name: '退回上一个版本' }).count()).toBe(0);
    await tab(page, '自动派单');
    await page.getByText('还没有可以证明的事项').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const headers = { 'X-Requested-With': 'minqing' };
    for (const path of ['rollback', 'shipped/promote', 'learned@0123456789/shadow']) {
      const forbidden = await page.request.post(`${console.origin}/api/v1/quality/models/${path}`, {
        headers,
      });
      expect(forbidden.status()).toBe(403);
    }
    await page.context().close();

    const reviewer = await open('reviewer');
    expect(await reviewer.getByRole('link', { name: '分办质量' }).count()).toBe(0);
    const refused = await reviewer.request.get(`${console.origin}/api/v1/quality`);
    expect(refused.status()).toBe(403);
    await reviewer.context().close();
  }, 120_000);

  /** A quarter of reviews: two topics that triage knows well, one where the department is often another. */
  async function fillQuarter() {
    const db = opened.prisma;
    const topics = await db.topic.findMany({ orderBy: { code: 'asc' }, take: 4 });
    const departments = await db.department.findMany({ where: { kind: 'bureau' }, take: 3 });
    const told: Told[] = Array.from({ length: 900 }, (_, i) => {
      const at = i % 3;
      const wrong = at === 2 ? i % 5 === 0 : i % 83 === 0;
      const probability = wrong ? 0.55 + (i % 4) * 0.1 : 0.72 + (i % 6) * 0.05;
      return {
        text: `第${i}件`,
        topic: topics[wrong ? 3 : at]!.code,
        department: departments[at]!.code,
        proposedTopic: topics[at]!.code,
        probability,
        unsure: i % 17 === 0,
        at: new Date(Date.now() - (i % 84) * day),
      };
    });
    const caseIds = await writeHistory(db, told);
    const [shadowed, served] = ['learned@1111111111', 'learned@2222222222'];
    for (const [i, version] of [shadowed, served].entries()) {
      const judged = (right: number) => ({ model: version, topicRight: right, departmentRight: right - 8 });
      const evaluation = {
        heldOut: 180,
        inService: judged(150),
        candidate: judged(152 + i * 16),
        p: i ? 0.0012 : 0.75,
        better: i === 1,
      };
      const trained = { version, examples: 9_000, reviews: 720, evaluation };
      await registerModel(db, trained, 'figures', new Date(Date.now() - (9 - i) * day));
    }
    const note = '留出的 180 件复核：事项正确 83.3% → 93.3%，承办单位正确 78.9% → 88.9%，p=0.0012';
    await promoteModel(db, served!, { by: 'figures', note, now: new Date() });
    await shadowModel(db, shadowed!, { by: 'admin', now: new Date() });
    await db.shadowProposal.createMany({
      data: caseIds.slice(0, 400).map((caseId, i) => ({
        caseId,
        inputHash: 'as told',
        model: shadowed!,
        topicCode: i % 9 === 0 ? null : told[i]!.topic,
        departmentCode: told[i]!.department,
        topicProbability: 0.9,
        departmentProbability: 0.9,
        urgency: 'normal',
        unsure: false,
      })),
    });
    return { topics, departments, served: served!, shadowed: shadowed! };
  }

  test('accuracy, calibration, models and automation, as an administrator sees and changes them', async () => {
    const { topics, served, shadowed } = await fillQuarter();
    const page = await open('admin');
    await page.goto(`${console.origin}/quality`);
    await page.getByRole('img', { name: /每周准确率/ }).waitFor();
    await page.getByText('900 件', { exact: true }).waitFor();
    await keep(page, 'quality-accuracy');
    expect(await findBarriers(page)).toEqual([]);
    await page.locator('main .page').evaluate((element) => element.scrollTo(0, 10_000));
    await keep(page, 'quality-accuracy-below');

    await tab(page, '模型版本');
    await page.getByText('旁路运行：learned@1111111111').waitFor();
    await page.getByText(/400 件，其中 400 件已复核/).waitFor();
    await keep(page, 'quality-models');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: '退回上一个版本' }).click();
    await page.getByRole('button', { name: '确定' }).click();
    await page.getByText('正在使用：随程序提供的模型').waitFor();
    await page
      .getByRole('row', { name: new RegExp(served) })
      .getByText('已退下')
      .first()
      .waitFor();
    expect(await opened.prisma.modelVersion.findUnique({ where: { version: served } })).toMatchObject({
      role: 'retired',
    });
    await page
      .getByRole('row', { name: new RegExp(shadowed) })
      .getByRole('button', { name: '结束旁路' })
      .click();
    await page.getByText('旁路运行：learned@1111111111').waitFor({ state: 'detached' });

    await tab(page, '自动派单');
    const row = page.getByRole('row', { name: new RegExp(topics[0]!.level3) }).first();
    await row.click();
    await page.getByRole('img', { name: /覆盖率与准确率/ }).waitFor();
    await keep(page, 'quality-automation');
    await page.getByRole('button', { name: '允许自动派单' }).click();
    await page.getByRole('button', { name: '允许', exact: true }).click();
    await row.getByText('已允许').waitFor();
    await page.getByText('自动派单已允许').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: '停用自动派单' }).click();
    await row.getByText('已停用').waitFor();
    await page.getByText('系统管理员停用').waitFor();
    await keep(page, 'quality-automation-log');
    expect(problems).toEqual([]);
    await page.context().close();
  }, 150_000);

  test('Prometheus reads the same figures', async () => {
    const text = await (await fetch(`${console.origin}/metrics`)).text();
    expect(text).toMatch(/minqing_triage_accuracy\{by="topic",code="\d+"\} [01](\.\d+)?/);
    expect(text).toMatch(/minqing_triage_calibration_error\{by="department",code=""\} 0\.\d+/);
    expect(text).toMatch(/minqing_triage_unknown_word_share\{by="topic",code="\d+"\} 0\.(1|09999)/);
    expect(text).toMatch(/minqing_automation_rules\{enabled="false"\} 1/);
    expect(text).toMatch(/minqing_triage_drift\{by="topic",code=""\} \d/);
  });
});
