import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../prisma/client.ts';
import { isHeldOut } from '../../../prisma/learning/held-out.ts';
import { listReviews, type Review } from '../../../prisma/learning/list-reviews.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { act, confirm, fileCase } from '../../support/reviewed-cases.ts';

const lamp = { topic: '010401', department: 'housing' };
const at = (minute: number) => new Date(Date.UTC(2026, 10, 2, 1, minute));

describe('what reviewers decided, as labelled examples', () => {
  let database: TestDatabase;
  let opened: Database;
  let topics: string[];
  let departments: string[];

  beforeAll(async () => {
    database = await createTestDatabase('city');
    opened = openDatabase(database.url, { poolSize: 2 });
    topics = (await opened.prisma.topic.findMany({ orderBy: { code: 'asc' } })).map(({ code }) => code);
    departments = (await opened.prisma.department.findMany({ where: { kind: 'bureau' } })).map(
      ({ code }) => code,
    );
  }, 150_000);
  afterAll(async () => {
    await opened?.close();
    await database?.close();
  });

  const all = async (since?: Date): Promise<Review[]> => {
    const found: Review[] = [];
    for await (const review of listReviews(opened.prisma, since ? { since } : {})) found.push(review);
    return found;
  };

  test('a confirmation, a correction, a granted return and a second decision', async () => {
    const db = opened.prisma;
    const [topic, other] = [topics[0]!, topics[1]!];
    const [first, second] = [departments[0]!, departments[1]!];
    const said = { topic, department: first, model: 'test@7', topicProbability: 0.8 };

    const confirmed = await fileCase(db, '路灯坏了', said, at(1));
    await confirm(db, confirmed.id, { topic, department: first }, at(2));

    const corrected = await fileCase(db, '不是路灯，是红绿灯', said, at(3));
    await confirm(db, corrected.id, { topic: other, department: second }, at(4));

    const returned = await fileCase(db, '电线挂在树上', said, at(5));
    await confirm(db, returned.id, { topic, department: first }, at(6));
    await act(db, 'reviewer', returned.id, 'dispatch', {}, at(7));
    await act(db, first, returned.id, 'return', { reason: '不归我们管' }, at(8));
    await act(db, 'reviewer', returned.id, 'grant_return', { department: second }, at(9));

    const again = await fileCase(db, '垃圾没人清', said, at(10));
    await confirm(db, again.id, { topic, department: first }, at(11));
    await act(db, 'reviewer', again.id, 'reconsider', { reason: '看错了' }, at(12));
    await confirm(db, again.id, { topic: other, department: first }, at(13));

    await fileCase(db, '还没有人看过', said, at(14));

    const reviews = await all();
    expect(reviews.map(({ caseId }) => caseId)).toEqual([confirmed.id, corrected.id, returned.id, again.id]);
    expect(reviews[0]).toMatchObject({
      text: '路灯坏了',
      topicCode: topic,
      departmentCode: first,
      returned: false,
      proposal: { model: 'test@7', topicCode: topic, departmentCode: first, topicProbability: 0.8 },
    });
    expect(reviews[1]).toMatchObject({ topicCode: other, departmentCode: second, returned: false });
    expect(reviews[2]).toMatchObject({ departmentCode: second, decidedDepartment: first, returned: true });
    expect(reviews[3]).toMatchObject({ topicCode: other, decidedAt: at(13) });
    expect((await all(at(4))).map(({ caseId }) => caseId)).toEqual([corrected.id, returned.id, again.id]);
  });

  test('what was told before the decision is in the text, what came later is not', async () => {
    const db = opened.prisma;
    const asked = await fileCase(
      db,
      '有人吵',
      { ...lamp, topic: topics[0]!, department: departments[0]! },
      at(20),
    );
    await act(db, 'reviewer', asked.id, 'ask_citizen', { question: '在哪里？' }, at(21));
    const { applyEvent } = await import('../../../prisma/cases/apply-event.ts');
    const { citizenId } = await db.complaint.findFirstOrThrow({ where: { caseId: asked.id } });
    const says = (event: 'citizen_answered' | 'add_information', text: string, now: Date) =>
      db.$transaction((tx) =>
        applyEvent(tx, {
          caseId: asked.id,
          event,
          data: { text },
          acting: { type: 'citizen', citizenId },
          now,
        }),
      );
    await says('citizen_answered', '在万达广场', at(22));
    await confirm(db, asked.id, { topic: topics[0]!, department: departments[0]! }, at(23));
    await says('add_information', '现在好了', at(24));
    const [review] = await all(at(23));
    expect(review).toMatchObject({ caseId: asked.id, text: '有人吵\n在万达广场' });
  });

  test('one case in five is held out, always the same', () => {
    const ids = Array.from(
      { length: 2_000 },
      (_, i) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    );
    const kept = ids.filter(isHeldOut);
    expect(kept.length).toBeGreaterThan(320);
    expect(kept.length).toBeLessThan(480);
    expect(ids.filter(isHeldOut)).toEqual(kept);
  });
});
