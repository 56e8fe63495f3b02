import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEvent } from '../../prisma/cases/apply-event.ts';
import { fileComplaint } from '../../prisma/cases/file-complaint.ts';
import { type Database, openDatabase } from '../../prisma/client.ts';
import { isHeldOut } from '../../prisma/learning/held-out.ts';
import { loadDirectory } from '../../prisma/load-directory.ts';
import { loadHistory } from '../../triage/load-history.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const now = new Date('2026-11-25T02:00:00Z');
const topic = '010201';

describe('the history of a database', () => {
  let database: TestDatabase;
  let opened: Database;

  beforeAll(async () => {
    database = await createTestDatabase('city');
    opened = openDatabase(database.url, { poolSize: 2 });
  }, 120_000);
  afterAll(async () => {
    await opened?.close();
    await database?.close();
  });

  it('teaches what reviewers decided, and nothing of the cases kept for judging', async () => {
    const { prisma: db } = opened;
    const reviewer = await db.user.findUniqueOrThrow({ where: { name: 'reviewer' } });
    const citizen = await db.citizen.create({ data: { channel: 'simulator', externalId: '学' } });
    const acting = {
      type: 'user',
      userId: reviewer.id,
      roles: ['reviewer'],
      departmentCode: null,
    } as const;
    const decision = { topic, department: 'city-investment', kind: 'complaint', urgency: 'normal' };
    const filing = { citizenId: citizen.id, conversationId: null, ordinal: 0, text: '路面起鼓' };
    const ids: string[] = [];
    for (let i = 0; i < 12; i++) {
      const { case: row } = await db.$transaction((tx) => fileComplaint(tx, filing, now));
      const request = { caseId: row.id, event: 'confirm', data: decision, acting, now } as const;
      await db.$transaction((tx) => applyEvent(tx, request));
      ids.push(row.id);
    }
    const history = await loadHistory(db, await loadDirectory(db));
    expect(history.known(topic)).toBe(ids.filter((id) => !isHeldOut(id)).length);
    expect(history.recall(topic, '路面')[0]?.lead).toBe('city-investment');
  }, 60_000);
});
