import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../prisma/client.ts';
import { readCity } from '../../prisma/directory/read-city.ts';
import { readCorpus } from '../../triage/corpus.ts';
import { propose } from '../../triage/propose.ts';
import { dataFolder, loadShippedModel } from '../../triage/shipped.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { writeHistory } from '../support/history.ts';
import { citizen, signIn } from '../support/people.ts';
import { fileCase } from '../support/reviewed-cases.ts';
import { type Services, startServices } from '../support/services.ts';
import { until } from '../support/until.ts';

/** Unlike complaints of the corpus that triage sends the same way and is sure of, whatever its model is today. */
function findSure(count: number): string[] {
  const model = loadShippedModel();
  const { directory } = readCity('prisma/city/jingzhou');
  const cells = new Map<string, string[]>();
  for (const { text } of readCorpus(dataFolder).sentences) {
    const { unsure, urgency, topics, departments, tellApart, matters } = propose(model, directory, { text });
    const confidence = Math.min(topics[0]?.probability ?? 0, departments[0]?.probability ?? 0);
    if (unsure || tellApart || matters.length > 1 || urgency !== 'normal' || confidence < 0.7) continue;
    const key = `${topics[0]!.code} ${departments[0]!.department}`;
    const found = [...(cells.get(key) ?? []), text];
    cells.set(key, found);
    if (found.length === count) return found;
  }
  throw new Error('triage is sure of nothing');
}

describe('dispatch without review, from a citizen to the department and back', () => {
  let database: TestDatabase;
  let opened: Database;
  let services: Services;

  beforeAll(async () => {
    database = await createTestDatabase('city');
    opened = openDatabase(database.url, { poolSize: 2 });
    services = await startServices(database.url, undefined, {
      AUTOMATION_BAR: '0.9',
      AUTOMATION_REVIEW_SHARE: '0',
    });
  }, 150_000);
  afterAll(async () => {
    await services?.close();
    await opened?.close();
    await database?.close();
  });

  /** A complaint as the bot files it; triage's sweep finds it without a nudge. */
  async function tell(name: string, text: string) {
    const who = { channel: 'simulator', externalId: name };
    const { number } = await fileCase(opened.prisma, text, null, new Date(), who);
    return { person: citizen(services.apiUrl, name), number };
  }

  test('proved and allowed it goes out by itself; sent back by the department it ends by itself', async () => {
    const reviewer = await signIn(services.apiUrl, 'reviewer');
    const admin = await signIn(services.apiUrl, 'admin');
    const [lamp, next, last] = findSure(3) as [string, string, string];
    const first = await tell('张阿姨', lamp);
    await until('a proposal', async () => (await reviewer.see(first.number)).proposal);
    const said = await opened.prisma.proposal.findFirstOrThrow();
    const cell = { topic: said.topicCode!, department: said.departmentCode! };

    const ask = { ...cell, threshold: 0.5 };
    const unproved = await admin.call('POST', '/quality/automation', ask);
    expect(unproved.status).toBe(409);
    expect(await unproved.json()).toMatchObject({ detail: expect.stringContaining('复核 0 件') });
    await writeHistory(
      opened.prisma,
      Array.from({ length: 60 }, (_, i) => ({
        text: `第${i}件`,
        ...cell,
        model: said.model,
        probability: 0.99,
      })),
    );
    for (const name of ['reviewer', 'supervisor', 'leader']) {
      const refused = await (await signIn(services.apiUrl, name)).call('POST', '/quality/automation', ask);
      expect(refused.status).toBe(403);
    }
    expect((await admin.call('POST', '/quality/automation', ask)).status).toBe(201);
    // It lay with the reviewers when nothing was allowed, and stays there.
    expect((await reviewer.see(first.number)).state).toBe('awaiting_review');

    const second = await tell('小刘', next);
    await second.person.hears(/派给/);
    const seen = await reviewer.see(second.number);
    expect(seen).toMatchObject({ state: 'awaiting_signature', department: { code: cell.department } });

    const clerk = await signIn(services.apiUrl, cell.department);
    await clerk.act(second.number, 'return', { reason: '这里的路灯不归我们' });
    const other = await opened.prisma.department.findFirstOrThrow({
      where: { kind: 'bureau', code: { not: cell.department } },
    });
    await reviewer.act(second.number, 'grant_return', { department: other.code });

    const leader = await signIn(services.apiUrl, 'leader');
    const shown = (await (await leader.call('GET', '/quality/automation')).json()) as {
      cells: { rule: { enabled: boolean; dispatched: number } | null }[];
      changes: { what: string; by: string; reason: string }[];
    };
    expect(shown.changes.map(({ what, by }) => [what, by])).toEqual([
      ['switched_off', '系统'],
      ['allowed', '系统管理员'],
    ]);
    expect(shown.changes[0]!.reason).toMatch(/自动派出 1 件，其中 1 件/);
    expect(shown.cells[0]!.rule).toMatchObject({ enabled: false, dispatched: 1 });

    const third = await tell('赵师傅', last);
    await until('a proposal', async () => (await reviewer.see(third.number)).proposal);
    const decision = { ...cell, kind: 'complaint', urgency: 'normal' };
    expect((await reviewer.act(third.number, 'confirm', decision)).state).toBe('ready_to_dispatch');
  }, 150_000);
});
