import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { automateCase, isSample } from '../../../prisma/automation/automate-case.ts';
import { checkAutomation, permitAutomation, withdrawAutomation } from '../../../prisma/automation/permit.ts';
import { applyEvent } from '../../../prisma/cases/apply-event.ts';
import { storeProposal } from '../../../prisma/cases/store-proposal.ts';
import { type Database, openDatabase } from '../../../prisma/client.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { writeHistory } from '../../support/history.ts';
import { act, confirm, fileCase } from '../../support/reviewed-cases.ts';

const now = new Date('2026-11-25T02:00:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const model = 'shipped@0123456789';
const bar = 0.9;

/** An open case that may be of the same matter. */
const alike = (score: number) => ({
  caseId: randomUUID(),
  caseNumber: 'MQ20261125-000001-1',
  score,
  why: {
    words: ['路灯'],
    places: [],
    sameNeighbourhood: false,
    sameDistrict: true,
    metres: null,
    daysApart: 1,
    sameCitizen: false,
  },
});

describe('dispatch without review, where reviews prove it', () => {
  let database: TestDatabase;
  let opened: Database;
  let cells: { topic: string; department: string }[];
  let userId: string;

  beforeAll(async () => {
    database = await createTestDatabase('city');
    opened = openDatabase(database.url, { poolSize: 3 });
    const topics = await opened.prisma.topic.findMany({ orderBy: { code: 'asc' } });
    const departments = await opened.prisma.department.findMany({ where: { kind: 'bureau' } });
    cells = topics.map(({ code }, i) => ({
      topic: code,
      department: departments[i % departments.length]!.code,
    }));
    userId = (await opened.prisma.user.findUniqueOrThrow({ where: { name: 'admin' } })).id;
  }, 150_000);
  afterAll(async () => {
    await opened?.close();
    await database?.close();
  });
  // Each test has a topic of its own.
  let cell: { topic: string; department: string };
  beforeEach(() => {
    cell = cells.shift()!;
  });

  const review = (n: number, more: Partial<Parameters<typeof writeHistory>[1][number]> = {}) =>
    writeHistory(
      opened.prisma,
      Array.from({ length: n }, (_, i) => ({ text: `第${i}件`, ...cell, at: now, model, ...more })),
    );
  const permit = (threshold = 0.8) =>
    permitAutomation(
      opened.prisma,
      { topicCode: cell.topic, departmentCode: cell.department },
      { threshold, userId, bar, now },
    );

  /** A new complaint with a whole proposal, as triage stores it. */
  async function propose(
    said: {
      unsure?: boolean;
      urgency?: string;
      probability?: number;
      model?: string;
      similar?: object[];
      matters?: object[];
    } = {},
  ) {
    const filed = await fileCase(opened.prisma, '路灯坏了', null, now);
    const { probability = 0.9, urgency = 'normal', unsure = false } = said;
    const content = {
      topics: [{ code: cell.topic, path: ['甲', '乙', '丙'], probability }],
      departments: [
        {
          department: cell.department,
          responsibilityId: null,
          probability,
          reason: '',
          supporters: [],
          question: null,
        },
      ],
      districtCode: null,
      place: null,
      address: null,
      kind: 'help',
      urgency,
      urgencyEvidence: [],
      evidence: [],
      unsure,
      unsureBecause: null,
      similar: said.similar ?? [],
      matters: said.matters ?? [],
      model: said.model ?? model,
      directoryVersion: 'x',
      rulesVersion: 'x',
    };
    await opened.prisma.$transaction((tx) =>
      storeProposal(
        tx,
        filed.id,
        {
          inputHash: randomUUID(),
          topicCode: cell.topic,
          departmentCode: cell.department,
          districtCode: null,
          kind: 'help',
          urgency,
          topicProbability: probability,
          departmentProbability: probability,
          unknownShare: 0,
          unsure,
          problem: null,
          content,
          model: said.model ?? model,
          durationMs: 1,
        },
        now,
      ),
    );
    return filed.id;
  }
  const automate = (caseId: string, share = 0) =>
    automateCase(opened.prisma, caseId, { share, now: later(1) });
  const stateOf = async (caseId: string) =>
    (await opened.prisma.case.findUniqueOrThrow({ where: { id: caseId } })).state;
  const changes = () =>
    opened.prisma.automationChange.findMany({ where: { topicCode: cell.topic }, orderBy: { id: 'asc' } });

  test('nothing is dispatched without review unless it was allowed', async () => {
    await review(60);
    const caseId = await propose();
    expect(await automate(caseId)).toEqual([]);
    expect(await stateOf(caseId)).toBe('awaiting_review');
    const data = { ruleId: randomUUID(), confidence: 1 };
    const request = { caseId, event: 'confirm_automatically' as const, data, now };
    await expect(
      opened.prisma.$transaction((tx) => applyEvent(tx, { ...request, acting: { type: 'system' } })),
    ).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      act(opened.prisma, 'admin', caseId, 'confirm_automatically', data, now),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('too few reviews, or an error too many, are no proof, and the figures are named', async () => {
    await review(34);
    await expect(permit()).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('复核 34 件，正确 34 件'),
    });
    await review(40);
    await review(3, { proposedDepartment: cell.department, department: cells[0]!.department });
    await expect(permit()).rejects.toThrow(/复核 77 件，正确 74 件/);
    await expect(permit(0.83)).rejects.toMatchObject({ code: 'invalid' });
    expect(await changes()).toEqual([]);
  });

  test('allowed by proof, a case goes out as proposed and the citizen is owed a word', async () => {
    await review(60);
    const rule = await permit();
    const caseId = await propose({ similar: [alike(0.3)] });
    expect(await automate(caseId)).toHaveLength(1);
    expect(await automate(caseId)).toEqual([]);
    expect(await opened.prisma.case.findUniqueOrThrow({ where: { id: caseId } })).toMatchObject({
      state: 'awaiting_signature',
      topicCode: cell.topic,
      departmentCode: cell.department,
    });
    const events = await opened.prisma.event.findMany({ where: { caseId }, orderBy: { seq: 'asc' } });
    expect(events.map(({ name, actor }) => `${name} ${actor}`)).toEqual([
      'file citizen',
      'confirm_automatically system',
      'dispatch system',
    ]);
    expect(await opened.prisma.decision.findFirst({ where: { caseId } })).toMatchObject({ userId: null });
    expect(await opened.prisma.automationOutcome.findUnique({ where: { caseId } })).toMatchObject({
      ruleId: rule.id,
      outcome: 'dispatched',
    });
    expect(await changes()).toMatchObject([
      { what: 'allowed', userId, figures: { n: 60, right: 60, bar, because: null } },
    ]);
  });

  test.each([
    ['unsure', { unsure: true }],
    ['dangerous', { urgency: 'danger' }],
    ['less sure than was proved', { probability: 0.79 }],
    ['said by another model', { model: 'learned@abcdef0123' }],
    ['probably told already', { similar: [alike(0.85)] }],
    [
      'two matters in one',
      {
        matters: [
          { text: '路灯不亮', topics: [], department: null },
          { text: '井盖坏了', topics: [], department: null },
        ],
      },
    ],
  ])('what is %s goes to review whatever was allowed', async (_, said) => {
    await review(60);
    await permit();
    const caseId = await propose(said);
    expect(await automate(caseId)).toEqual([]);
    expect(await stateOf(caseId)).toBe('awaiting_review');
  });

  test('a case that a reviewer has in hand, or has decided before, stays theirs', async () => {
    await review(60);
    await permit();
    const held = await propose();
    await opened.prisma.case.update({ where: { id: held }, data: { claimedUntil: later(5) } });
    expect(await automate(held)).toEqual([]);
    const decided = await propose();
    await confirm(opened.prisma, decided, cell, now);
    await act(opened.prisma, 'reviewer', decided, 'reconsider', { reason: '再看看' }, later(1));
    expect(await automate(decided)).toEqual([]);
    expect(await stateOf(decided)).toBe('awaiting_review');
  });

  test('the sample goes to review, always the same cases, in the share that was asked for', async () => {
    await review(60);
    await permit();
    const caseId = await propose();
    expect(await automate(caseId, 1)).toEqual([]);
    expect(await stateOf(caseId)).toBe('awaiting_review');
    expect(await opened.prisma.automationOutcome.findUnique({ where: { caseId } })).toMatchObject({
      outcome: 'sampled',
    });
    const ids = Array.from({ length: 4_000 }, () => randomUUID());
    const share = ids.filter((id) => isSample(id, 0.05)).length / ids.length;
    expect(share).toBeGreaterThan(0.03);
    expect(share).toBeLessThan(0.07);
  });

  test('an error at review switches it off by itself, with the figures', async () => {
    await review(36);
    await permit();
    expect(await checkAutomation(opened.prisma, { bar, now: later(1) })).toEqual([]);
    const sampled = await propose();
    await confirm(opened.prisma, sampled, { topic: cells[0]!.topic, department: cell.department }, later(2));
    const off = await checkAutomation(opened.prisma, { bar, now: later(3), caseId: sampled });
    expect(off).toHaveLength(1);
    const [, switched] = await changes();
    expect(switched).toMatchObject({
      what: 'switched_off',
      userId: null,
      reason: expect.stringContaining('复核 37 件，正确 36 件'),
      figures: { n: 37, right: 36 },
    });
    const caseId = await propose();
    expect(await automate(caseId)).toEqual([]);
  });

  test('what departments rightly send back counts, though nobody reviewed it', async () => {
    await review(60);
    const rule = await permit();
    const caseId = await propose();
    await automate(caseId);
    await act(opened.prisma, cell.department, caseId, 'return', { reason: '不归我们管' }, later(2));
    const other = cells[0]!.department;
    await act(opened.prisma, 'reviewer', caseId, 'grant_return', { department: other }, later(3));
    expect(await checkAutomation(opened.prisma, { bar, now: later(4) })).toEqual([rule.id]);
    expect((await changes()).at(-1)).toMatchObject({
      reason: expect.stringContaining('自动派出 1 件，其中 1 件'),
    });
  });

  test('an administrator takes it back; a bar that was raised takes it back too', async () => {
    await review(60);
    const rule = await permit();
    expect(await checkAutomation(opened.prisma, { bar: 0.99, now: later(1) })).toContain(rule.id);
    await permit();
    await withdrawAutomation(opened.prisma, rule.id, { userId, bar, now: later(2) });
    await expect(
      withdrawAutomation(opened.prisma, rule.id, { userId, bar, now: later(2) }),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect((await changes()).map(({ what }) => what)).toEqual([
      'allowed',
      'switched_off',
      'allowed',
      'withdrawn',
    ]);
    await expect(opened.prisma.automationChange.deleteMany()).rejects.toThrow();
    expect(await changes()).toHaveLength(4);
  });

  test('a new model in service must have proved itself in shadow', async () => {
    const caseIds = await review(60);
    const rule = await permit();
    const young = 'learned@fedcba9876';
    await opened.prisma.modelVersion.create({
      data: { version: young, role: 'in_service', examples: 1, reviews: 1, evaluation: {}, trainedAt: now },
    });
    try {
      const said = { topicCode: cell.topic, departmentCode: cell.department, unsure: false, model: young };
      const sure = { topicProbability: 0.9, departmentProbability: 0.9, inputHash: 'as told' };
      await opened.prisma.shadowProposal.createMany({
        data: caseIds.map((id) => ({ caseId: id, ...said, ...sure, urgency: 'normal' })),
      });
      expect(await checkAutomation(opened.prisma, { bar, now: later(1) })).not.toContain(rule.id);
      expect((await changes()).at(-1)).toMatchObject({ what: 'renewed', figures: { model: young, n: 60 } });
      await opened.prisma.shadowProposal.deleteMany();
      expect(await checkAutomation(opened.prisma, { bar, now: later(2) })).toContain(rule.id);
    } finally {
      await opened.prisma.modelVersion.delete({ where: { version: young } });
    }
  });
});
