import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TellApart } from '../../../core/proposal.ts';
import { fileComplaint } from '../../../prisma/cases/file-complaint.ts';
import { type ProposalRow, storeProposal } from '../../../prisma/cases/store-proposal.ts';
import { answerTellingApart, findOpenQuestion } from '../../../prisma/cases/tell-apart.ts';
import { type Database, openDatabase } from '../../../prisma/client.ts';
import type { Transaction } from '../../../prisma/transaction.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const now = new Date('2026-11-25T02:00:00Z');
const question = '杆子上有没有“电力”“电信”的字样？';
const tellApart: TellApart = {
  question,
  between: [
    { department: 'power', responsibilityId: 'R1', meaning: '提到“电力”' },
    { department: 'telecom', responsibilityId: 'R2', meaning: '提到“电信”' },
  ],
};
const proposal = (inputHash: string, urgency = 'normal'): ProposalRow => ({
  inputHash,
  topicCode: null,
  departmentCode: null,
  districtCode: null,
  kind: 'help',
  urgency,
  topicProbability: null,
  departmentProbability: null,
  unknownShare: null,
  unsure: false,
  problem: null,
  content: null,
  model: 'test@1',
  durationMs: 1,
  tellApart,
});

describe('the question that tells two departments apart', () => {
  let database: TestDatabase;
  let opened: Database;
  let citizens = 0;

  beforeAll(async () => {
    database = await createTestDatabase('tables');
    opened = openDatabase(database.url, { poolSize: 2 });
  }, 120_000);
  afterAll(async () => {
    await opened?.close();
    await database?.close();
  });

  const inTransaction = <T>(work: (tx: Transaction) => Promise<T>) => opened.prisma.$transaction(work);

  async function fileCase() {
    const citizen = await opened.prisma.citizen.create({
      data: { channel: 'simulator', externalId: `o-${citizens++}` },
    });
    const filed = await inTransaction((tx) =>
      fileComplaint(
        tx,
        { citizenId: citizen.id, conversationId: null, ordinal: 0, text: '杆子上的线断了' },
        now,
      ),
    );
    return { citizenId: citizen.id, caseId: filed.case.id, number: filed.case.number };
  }
  const store = (caseId: string, row: ProposalRow) =>
    inTransaction((tx) => storeProposal(tx, caseId, row, now));
  const open = (citizenId: string) => inTransaction((tx) => findOpenQuestion(tx, citizenId));

  it('is owed to the citizen once, with the first proposal', async () => {
    const { caseId, citizenId, number } = await fileCase();
    const { owed } = await store(caseId, proposal('a'));
    expect(owed).toHaveLength(1);
    const message = await opened.prisma.message.findUniqueOrThrow({ where: { id: owed[0]!.messageId } });
    expect(message).toMatchObject({ direction: 'out', citizenId, sentAt: null });
    expect(message.text).toContain(question);
    expect(message.text).toContain(number);
    expect((await store(caseId, proposal('b'))).owed).toEqual([]);
    expect(await open(citizenId)).toMatchObject({ caseId, text: question, askedAt: now, answeredAt: null });
  });

  it('is answered once: the words join the case, which is classified anew', async () => {
    const { caseId, citizenId } = await fileCase();
    await store(caseId, proposal('a'));
    const answer = { caseId, citizenId, text: '上面写着电信' };
    await inTransaction((tx) => answerTellingApart(tx, answer, now));
    const row = await opened.prisma.case.findUniqueOrThrow({
      where: { id: caseId },
      include: { events: { orderBy: { seq: 'asc' } } },
    });
    expect(row.triagedAt).toBeNull();
    expect(row.events.at(-1)).toMatchObject({ name: 'add_information', data: { text: '上面写着电信' } });
    expect(await open(citizenId)).toBeNull();
    await expect(inTransaction((tx) => answerTellingApart(tx, answer, now))).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is nobody else’s to answer', async () => {
    const { caseId } = await fileCase();
    await store(caseId, proposal('a'));
    const other = await fileCase();
    const answer = { caseId, citizenId: other.citizenId, text: '电力' };
    await expect(inTransaction((tx) => answerTellingApart(tx, answer, now))).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('does not keep a case in danger waiting', async () => {
    const { caseId } = await fileCase();
    expect((await store(caseId, proposal('a', 'danger'))).owed).toEqual([]);
  });
});
