import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest';
import { keep, openBrowser } from '../support/browser.ts';
import { freePort } from '../support/free-port.ts';
import { findBarriers, sitDown, telephone } from '../support/screens.ts';
import { until } from '../support/until.ts';
import { startWholeSystem, type WholeSystem } from '../support/whole-system.ts';

const caseNumber = /MQ\d{8}-\d{6}-\d/;

describe('a new user types npm start and sees the whole line', () => {
  let dataDir: string;
  let ports: { api: number; bot: number };
  let system: WholeSystem;
  let browser: Browser;
  const pages: Page[] = [];

  beforeEach(() => {
    onTestFailed(async () => {
      for (const [at, page] of pages.entries()) if (!page.isClosed()) await keep(page, `failed-${at}`);
    });
  });
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'minqing-start-'));
    ports = { api: await freePort(), bot: await freePort() };
    [system, browser] = await Promise.all([startWholeSystem(dataDir, ports), openBrowser()]);
  }, 150_000);
  afterAll(async () => {
    await browser?.close();
    await system?.interrupt();
    await rm(dataDir, { recursive: true, force: true });
  }, 150_000);

  /** Each person has a browser of their own; whatever goes wrong in a page fails the test. */
  async function newPage(width: number, height: number): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width, height },
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => problems.push(String(error)));
    pages.push(page);
    return page;
  }
  const problems: string[] = [];

  async function openTelephone(name: string) {
    const page = await newPage(1280, 860);
    await page.goto(`${system.origin}/simulator`);
    await page.getByRole('region', { name: `${name}的微信` }).waitFor();
    return { page, ...telephone(page, name) };
  }

  /** The complaint told in the chat; gives its number. */
  async function tell(phone: Awaited<ReturnType<typeof openTelephone>>, words: string): Promise<string> {
    await phone.say(words);
    await phone.say('不留');
    return caseNumber.exec(await phone.say('对'))![0];
  }

  /** The accounts of the departments that have the case, the lead first. */
  async function departmentsOf(page: Page, number: string): Promise<[lead: string, ...supporters: string[]]> {
    const seen = await page.request.get(`${system.origin}/api/v1/cases/${number}`);
    const { assignments } = (await seen.json()) as {
      assignments: { part: string; endedAt: string | null; department: { code: string } }[];
    };
    const codes = (part: string) =>
      assignments.filter((task) => task.part === part && !task.endedAt).map((task) => task.department.code);
    return [codes('lead')[0]!, ...codes('support')];
  }

  /** Every supporter does its part, each at a seat of its own. */
  async function support(page: Page, number: string): Promise<void> {
    const [, ...departments] = await departmentsOf(page, number);
    for (const department of departments) {
      const seat = await sitDown(await newPage(1280, 860), system.origin, department);
      await seat.open('办理中', number);
      await seat.press('完成协办');
      await seat.answer('完成协办', '答复内容', '已到现场配合。');
      await seat.page.context().close();
    }
  }

  test('citizen, reviewer, department, citizen: satisfied, and closed', async () => {
    const phone = await openTelephone('张阿姨');
    const number = await tell(phone, '沙市区北京路万达广场门口的路灯坏了三天了，晚上黑得很，老人摔了一跤');
    await keep(phone.page, '1-told');

    const reviewer = await sitDown(await newPage(1280, 860), system.origin, 'reviewer');
    await until('the case to be triaged', async () => {
      const seen = await reviewer.page.request.get(`${system.origin}/api/v1/cases/${number}`);
      return ((await seen.json()) as { proposal: unknown }).proposal;
    });
    await reviewer.page.keyboard.press('n');
    await reviewer.page.getByRole('heading', { name: number }).waitFor();
    await reviewer.page.getByText('路灯照明').first().waitFor();
    await reviewer.keep('2-review');
    expect(await findBarriers(reviewer.page)).toEqual([]);
    await reviewer.page.keyboard.press('Control+Enter');
    await reviewer.sees('待派单');
    await reviewer.page.keyboard.press('d');
    await reviewer.sees('待签收');
    await phone.hears(/已派给/);

    const [lead] = await departmentsOf(reviewer.page, number);
    const clerk = await sitDown(await newPage(1280, 860), system.origin, lead);
    await clerk.open('待签收', number);
    await clerk.press('签收');
    await clerk.sees('办理中');
    await support(reviewer.page, number);
    await clerk.press('提交答复');
    await clerk.answer('提交答复', '答复内容', '路灯已经修好，请您看看。');
    await clerk.sees('答复审核');
    await clerk.keep('3-department');
    expect(await findBarriers(clerk.page)).toEqual([]);

    // The reviewer's page heard of it by itself.
    await reviewer.sees('答复审核');
    await reviewer.press('通过答复');
    await reviewer.page.getByRole('dialog').getByRole('button', { name: '通过答复', exact: true }).click();
    await reviewer.sees('待回访');
    await phone.hears(/路灯已经修好/);
    await phone.say('满意');
    await phone.hears(/已经办结/);
    await reviewer.sees('办结');
    await keep(phone.page, '4-answered');
    await reviewer.keep('5-closed');
    expect(await findBarriers(phone.page)).toEqual([]);
  }, 120_000);

  test('not satisfied: done again, and then closed', async () => {
    const phone = await openTelephone('小刘');
    const number = await tell(phone, '荆州区郢都路路边的下水道堵了一个星期，污水漫到人行道上，臭得很');
    const reviewer = await sitDown(await newPage(1280, 860), system.origin, 'reviewer');
    await reviewer.open('待受理', number);
    await reviewer.page.keyboard.press('Control+Enter');
    await reviewer.sees('待派单');
    await reviewer.press('派单');
    await reviewer.sees('待签收');
    const [lead] = await departmentsOf(reviewer.page, number);
    const clerk = await sitDown(await newPage(1280, 860), system.origin, lead);
    const answerWith = async (words: string) => {
      await clerk.press('提交答复');
      await clerk.answer('提交答复', '答复内容', words);
      await reviewer.sees('答复审核');
      await reviewer.press('通过答复');
      await reviewer.page.getByRole('dialog').getByRole('button', { name: '通过答复', exact: true }).click();
      await reviewer.sees('待回访');
    };
    await clerk.open('待签收', number);
    await clerk.press('签收');
    await clerk.sees('办理中');
    await support(reviewer.page, number);
    await answerWith('已安排疏通。');
    await phone.hears(/已安排疏通/);
    await phone.say('不满意，还是堵的');
    await reviewer.page.getByText('还是堵的').first().waitFor();
    await reviewer.press('退回重办');
    await reviewer.answer('退回重办', '重办理由', '诉求人说还是堵的');
    await reviewer.sees('重办');
    await phone.hears(/没有把您的事办好/);
    await clerk.sees('重办');
    await clerk.press('重新办理');
    await clerk.sees('办理中');
    await support(reviewer.page, number);
    await answerWith('换了新管，现在通了。');
    await phone.hears(/换了新管/);
    await phone.say('满意');
    await phone.hears(/已经办结/);
    await reviewer.sees('办结');
    await reviewer.keep('6-done-again');
    await keep(phone.page, '7-done-again');
  }, 120_000);

  test('Ctrl-C ends everything, and the next start goes on with the cases of before', async () => {
    await Promise.all(pages.map((page) => page.close()));
    const postgres = Number(
      (await readFile(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8')).split('\n')[0],
    );
    expect(process.kill(postgres, 0)).toBe(true);
    await system.interrupt();
    await expect.poll(() => system.lives(), { timeout: 30_000 }).toBe(false);
    expect(() => process.kill(postgres, 0)).toThrow('ESRCH');
    await expect(fetch(system.origin)).rejects.toThrow();
    system = await startWholeSystem(dataDir, ports);
    const reviewer = await sitDown(await newPage(1280, 860), system.origin, 'reviewer');
    await reviewer.page.goto(`${system.origin}/cases`);
    await expect.poll(() => reviewer.page.getByText(caseNumber).count(), { timeout: 30_000 }).toBe(2);
    await reviewer.keep('8-next-day');
    expect(problems).toEqual([]);
  }, 120_000);
});
