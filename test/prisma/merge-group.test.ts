import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Acting } from '../../prisma/cases/actor.ts';
import { mergeGroup } from '../../prisma/cases/merge-group.ts';
import { type Database, openDatabase, type PrismaClient } from '../../prisma/client.ts';
import type { Case } from '../../prisma/generated/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { act, fileCase } from '../support/reviewed-cases.ts';

const now = new Date('2026-11-25T10:00:00+08:00');
const proposed = { topic: '010201', department: 'municipal-facilities' };

describe('several cases of one matter become one', () => {
  let own: TestDatabase;
  let database: Database;
  let db: PrismaClient;
  let reviewer: Acting;
  let first: Case;
  let second: Case;
  let third: Case;

  beforeAll(async () => {
    own = await createTestDatabase('city');
    database = openDatabase(own.url, { poolSize: 4 });
    db = database.prisma;
    const user = await db.user.findUniqueOrThrow({ where: { name: 'reviewer' } });
    reviewer = { type: 'user', userId: user.id, roles: user.roles as never, departmentCode: null };
  }, 90_000);
  beforeEach(async () => {
    [first, second, third] = await Promise.all([
      fileCase(db, '北京路有个坑', proposed, now),
      fileCase(db, '北京路的坑还没补', proposed, now),
      fileCase(db, '北京路坑太深了', proposed, now),
    ]);
  });
  afterAll(async () => {
    await database?.close();
    await own?.close();
  });

  const merge = (master: Case, cases: Case[]) =>
    db.$transaction((tx) => mergeGroup(tx, { master, cases, acting: reviewer, now }));
  const stateOf = async ({ id }: Case) => (await db.case.findUniqueOrThrow({ where: { id } })).state;
  const heardBy = async ({ id }: Case) => {
    const messages = await db.message.findMany({
      where: { direction: 'out', citizen: { complaints: { some: { caseId: id } } } },
      orderBy: { seq: 'asc' },
    });
    return messages.map(({ text }) => text);
  };

  test('with one decision; each citizen is told, and hears the answer that the master gets', async () => {
    await merge(first, [second, third]);
    expect(await Promise.all([first, second, third].map(stateOf))).toEqual([
      'awaiting_review',
      'merged',
      'merged',
    ]);
    await act(db, 'reviewer', first.id, 'answer_directly', { answer: '今天下午就补好。' }, now);
    for (const one of [first, second, third]) {
      const heard = await heardBy(one);
      expect(heard.at(-1)).toContain('今天下午就补好');
      expect(heard.at(-1)).toContain(one.number);
    }
    expect((await heardBy(second))[0]).toContain('并在一起');
  });

  test('all of them or none: where one has changed nothing happens, and the reviewer hears which', async () => {
    await act(db, 'reviewer', third.id, 'refuse', { reason: '重复' }, now);
    await expect(merge(first, [second, third])).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(third.number),
    });
    expect(await stateOf(second)).toBe('awaiting_review');
    await expect(merge(first, [first])).rejects.toMatchObject({ code: 'invalid' });
  });

  test('who comes to a master that was dispatched or answered hears what the others heard before', async () => {
    const decided = { ...proposed, kind: 'help', urgency: 'normal' };
    await act(db, 'reviewer', first.id, 'confirm', decided, now);
    const sent = await act(db, 'reviewer', first.id, 'dispatch', {}, now);
    await merge(sent, [second]);
    expect((await heardBy(second)).at(-1)).toMatch(/已派给/);
    await act(db, 'municipal-facilities', first.id, 'sign', {}, now);
    await act(db, 'municipal-facilities', first.id, 'submit_answer', { answer: '已经修补。' }, now);
    const answered = await act(db, 'reviewer', first.id, 'accept_answer', {}, now);
    await merge(answered, [third]);
    expect((await heardBy(third)).at(-1)).toContain('已经修补');
    expect((await heardBy(second)).at(-1)).toContain('已经修补');
  });

  test('it can be undone for each by itself', async () => {
    await merge(first, [second, third]);
    await act(db, 'reviewer', second.id, 'unmerge', { reason: '不是同一个坑' }, now);
    expect(await Promise.all([second, third].map(stateOf))).toEqual(['awaiting_review', 'merged']);
  });

  test('two reviewers who merge the same two each into the other end with one master', async () => {
    const results = await Promise.allSettled([merge(first, [second]), merge(second, [first])]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const states = await Promise.all([first, second].map(stateOf));
    expect(states.sort()).toEqual(['awaiting_review', 'merged']);
  });
});
