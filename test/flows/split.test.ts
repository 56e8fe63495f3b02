import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from '../../core/logger.ts';
import { fileComplaint } from '../../prisma/cases/file-complaint.ts';
import { listUntriaged } from '../../prisma/cases/list-untriaged.ts';
import { type Database, openDatabase } from '../../prisma/client.ts';
import { loadDirectory } from '../../prisma/load-directory.ts';
import { createCaseClassifier } from '../../triage/classify-case.ts';
import { modelName } from '../../triage/model/model.ts';
import { propose } from '../../triage/propose.ts';
import { loadShippedModel } from '../../triage/shipped.ts';
import { openBrowser } from '../support/browser.ts';
import { startConsole } from '../support/console.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { signIn } from '../support/people.ts';
import { findBarriers, sitDown } from '../support/screens.ts';

const lamp = '沙市区北京路万达广场门口的路灯坏了三天，晚上漆黑一片';
const bus = '12路公交车经常等四十分钟都不来，上班天天迟到';
const told = `我反映两个问题：一、${lamp}；二、${bus}。`;

describe('one message with two matters (一单多诉)', () => {
  let database: TestDatabase;
  let opened: Database;
  let desk: Awaited<ReturnType<typeof startConsole>>;
  let browser: Browser;
  let number: string;

  beforeAll(async () => {
    database = await createTestDatabase('city');
    opened = openDatabase(database.url, { poolSize: 3 });
    [desk, browser] = await Promise.all([startConsole(database.url), openBrowser()]);
    const { prisma } = opened;
    const citizen = await prisma.citizen.create({ data: { channel: 'simulator', externalId: '张阿姨' } });
    const conversation = await prisma.conversation.create({ data: { citizenId: citizen.id, draft: {} } });
    const filing = {
      citizenId: citizen.id,
      conversationId: conversation.id,
      ordinal: 0,
      text: told,
      contactPhone: '13812345678',
    };
    ({
      case: { number },
    } = await prisma.$transaction((tx) => fileComplaint(tx, filing, new Date())));
    await classifyAll();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
    await opened?.close();
    await database?.close();
  });

  /** What triage's sweep does, over the real model. */
  async function classifyAll(): Promise<void> {
    const { prisma: db } = opened;
    const model = loadShippedModel();
    const classify = createCaseClassifier({
      db,
      directory: await loadDirectory(db),
      propose: (known, reading) => propose(model, known, reading),
      modelName: () => modelName(model),
      unknownShare: () => null,
      findSimilar: async () => [],
      queues: { nudge: async () => {} },
      logger: createLogger('triage', 'fatal'),
      now: () => new Date(),
    });
    const soon = new Date(Date.now() + 60_000);
    for (const caseId of await listUntriaged(db, soon)) await classify(caseId);
  }

  test('is confirmed as two by the reviewer, and becomes two linked cases', async () => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    });
    const reviewer = await sitDown(await context.newPage(), desk.origin, 'reviewer');
    await reviewer.page.goto(`${desk.origin}/cases/${number}`);
    await reviewer.page.getByText('好像说了 2 件事').waitFor();
    await reviewer.keep('split-1-proposed');
    expect(await findBarriers(reviewer.page)).toEqual([]);
    await reviewer.page.getByRole('button', { name: '拆成 2 件工单' }).click();
    const dialog = reviewer.page.getByRole('dialog');
    await dialog.getByRole('textbox').nth(1).waitFor();
    await reviewer.keep('split-2-drafts');
    await dialog.getByRole('button', { name: '拆分诉求', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await reviewer.page.getByRole('link', { name: /同来/ }).waitFor();
    await reviewer.keep('split-3-done');
    await context.close();

    const [first, second, ...more] = await opened.prisma.case.findMany({
      orderBy: { number: 'asc' },
      include: { complaints: true },
    });
    expect(more).toEqual([]);
    expect(second!.splitFromId).toBe(first!.id);
    expect(second!.filedAt).toEqual(first!.filedAt);
    expect(first!.complaints[0]!.text).toContain('路灯');
    expect(first!.complaints[0]!.text).not.toContain('公交');
    expect(second!.complaints[0]).toMatchObject({ contactPhone: '13812345678', original: told });
    expect(second!.complaints[0]!.text).toContain('公交');
  }, 120_000);

  test('the citizen hears both numbers, and each is routed by itself', async () => {
    await classifyAll();
    const cases = await opened.prisma.case.findMany({
      orderBy: { number: 'asc' },
      include: { proposals: { orderBy: { createdAt: 'desc' }, take: 1 } },
    });
    const [said] = await opened.prisma.message.findMany({ where: { direction: 'out' } });
    for (const one of cases) expect(said!.text).toContain(one.number);
    expect(cases.map(({ proposals: [proposal] }) => proposal!.departmentCode)).toEqual([
      'street-lighting',
      'bus-company',
    ]);
  }, 120_000);

  test('a unit that has the one does not read the other', async () => {
    const reviewer = await signIn(desk.origin, 'reviewer');
    const decision = {
      topic: '010203',
      department: 'street-lighting',
      kind: 'complaint',
      urgency: 'normal',
    };
    await reviewer.act(number, 'confirm', decision);
    await reviewer.act(number, 'dispatch');
    const clerk = await signIn(desk.origin, 'street-lighting');
    const seen = JSON.stringify(await clerk.see(number));
    expect(seen).toContain('路灯');
    expect(seen).not.toContain('公交');
  }, 60_000);
});
