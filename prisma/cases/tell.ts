import type { Told } from '../../core/lifecycle/events.ts';
import { sayDay } from '../../core/texts/say-day.ts';
import { type ToldFacts, toldTexts } from '../../core/texts/told.ts';
import type { Language } from '../../core/words.ts';
import { findQuietEnd } from '../conversations/quiet.ts';
import type { Case, Event } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';

/** An outgoing message that a committed transaction owes; `deliver` is nudged with it. */
export interface Owed {
  messageId: string;
  channel: string;
}

/** What the master says for the cases that were merged into it. */
const followsMaster: readonly Told[] = [
  'dispatched',
  'answered',
  'reopened',
  'extended',
  'parked',
  'resumed',
  'refused',
  'transferred',
];

/** Complaints of the case and, where the master speaks for them, of the cases merged into it. */
async function listRecipients(tx: Transaction, row: Case, told: Told) {
  const cases = followsMaster.includes(told)
    ? [{ id: row.id }, { masterId: row.id, state: 'merged' }]
    : [{ id: row.id }];
  return tx.complaint.findMany({
    where: { case: { OR: cases } },
    distinct: ['citizenId', 'caseId'],
    include: { citizen: true, case: { select: { number: true } } },
  });
}

/** What a citizen may hear of a case besides its number: never the officials' own reasons. */
export async function factsToTell(
  tx: Transaction,
  row: Case,
  told: Told,
  data: unknown,
  now: Date,
): Promise<(language: Language) => Omit<ToldFacts, 'number'>> {
  const department = row.departmentCode
    ? await tx.department.findUnique({ where: { code: row.departmentCode }, select: { shortName: true } })
    : null;
  const { reason } = data as { reason?: string };
  const until = told === 'parked' ? row.parkedUntil : row.answerDueAt;
  const numbers = told === 'split' ? await listSplit(tx, row) : undefined;
  return (language) => ({
    department: department?.shortName,
    question: row.question ?? undefined,
    answer: row.answer ?? undefined,
    reason: told === 'refused' ? reason : undefined,
    until: until && until > now ? sayDay(until, now, language) : undefined,
    again: row.returns > 0,
    numbers,
  });
}

async function listSplit(tx: Transaction, row: Case): Promise<string[]> {
  const split = await tx.case.findMany({ where: { splitFromId: row.id }, orderBy: { number: 'asc' } });
  return split.map(({ number }) => number);
}

/**
 * Writes what each citizen of the case is told of the event, as rows that are owed.
 * @param of the case that is spoken of, where it is not their own
 */
export async function tell(
  tx: Transaction,
  row: Case,
  event: Event,
  told: Told,
  now: Date,
  of: Case = row,
): Promise<Owed[]> {
  const facts = await factsToTell(tx, of, told, event.data, now);
  const owed: Owed[] = [];
  for (const { citizen, conversationId, case: own } of await listRecipients(tx, row, told)) {
    const language = citizen.language as Language;
    const text = toldTexts[language][told]({ number: own.number, ...facts(language) });
    const message = await tx.message.create({
      data: {
        direction: 'out',
        channel: citizen.channel,
        citizenId: citizen.id,
        conversationId,
        kind: 'text',
        text,
        eventId: event.id,
        notBefore: row.urgency === 'danger' ? null : await findQuietEnd(tx, citizen.channel, now),
        receivedAt: now,
      },
    });
    owed.push({ messageId: message.id, channel: citizen.channel });
  }
  return owed;
}
