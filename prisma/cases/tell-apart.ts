import type { z } from 'zod';
import { MinqingError } from '../../core/errors.ts';
import type { citizenText } from '../../core/lifecycle/needs.ts';
import type { TellApart } from '../../core/proposal.ts';
import { askApart } from '../../core/texts/ask-apart.ts';
import type { Language } from '../../core/words.ts';
import { findQuietEnd } from '../conversations/quiet.ts';
import type { Case } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';
import { applyEvent } from './apply-event.ts';
import type { Owed } from './tell.ts';

/** A question that a citizen was asked about a case of theirs and has not answered. */
export interface OpenQuestion {
  caseId: string;
  /** Of the case. */
  number: string;
  text: string;
  askedAt: Date;
  answeredAt: Date | null;
}

/**
 * Owes the citizen the question that tells two departments apart: once a case, and only while nobody has decided. A
 * case in danger is not kept waiting for an answer, and nobody is asked who came without a channel.
 */
export async function askToTellApart(
  tx: Transaction,
  row: Case,
  tellApart: TellApart,
  now: Date,
): Promise<Owed[]> {
  if (row.state !== 'awaiting_review' || row.urgency === 'danger') return [];
  const complaint = await tx.complaint.findFirst({
    where: { caseId: row.id },
    orderBy: { createdAt: 'asc' },
    include: { citizen: true },
  });
  if (!complaint) return [];
  const { citizen, conversationId } = complaint;
  const { count } = await tx.tellingApart.createMany({
    data: [
      {
        caseId: row.id,
        citizenId: citizen.id,
        text: tellApart.question,
        clauses: tellApart.between.map(({ responsibilityId }) => responsibilityId),
        departments: tellApart.between.map(({ department }) => department),
        askedAt: now,
      },
    ],
    skipDuplicates: true,
  });
  if (count === 0) return [];
  const message = await tx.message.create({
    data: {
      direction: 'out',
      channel: citizen.channel,
      citizenId: citizen.id,
      conversationId,
      kind: 'text',
      text: askApart({ number: row.number, question: tellApart.question }, citizen.language as Language),
      notBefore: await findQuietEnd(tx, citizen.channel, now),
      receivedAt: now,
    },
  });
  return [{ messageId: message.id, channel: citizen.channel }];
}

/** The citizen's latest unanswered question, as long as the case still waits for a reviewer. */
export async function findOpenQuestion(tx: Transaction, citizenId: string): Promise<OpenQuestion | null> {
  const found = await tx.tellingApart.findFirst({
    where: { citizenId, answeredAt: null, case: { state: 'awaiting_review' } },
    orderBy: { askedAt: 'desc' },
    include: { case: { select: { number: true } } },
  });
  if (!found) return null;
  const { caseId, text, askedAt, answeredAt } = found;
  return { caseId, number: found.case.number, text, askedAt, answeredAt };
}

/**
 * Takes the citizen's answer: it joins the words of the case, and the case is classified anew; the caller nudges
 * `classify` after the commit. The bot answers in its own words.
 * @throws MinqingError `not_found` where no question of this citizen on this case is open
 */
export async function answerTellingApart(
  tx: Transaction,
  answer: { caseId: string; citizenId: string } & z.input<typeof citizenText>,
  now: Date,
): Promise<{ question: string; number: string }> {
  const { caseId, citizenId, ...data } = answer;
  const open = await tx.tellingApart.findFirst({
    where: { caseId, citizenId, answeredAt: null },
    include: { case: { select: { state: true } } },
  });
  if (!open) throw new MinqingError('not_found', '没有等您回答的问题');
  const acting = { type: 'citizen', citizenId } as const;
  const { case: row } = await applyEvent(tx, {
    caseId,
    // A reviewer may have asked something as well: the words answer both.
    event: open.case.state === 'awaiting_citizen' ? 'citizen_answered' : 'add_information',
    data,
    acting,
    now,
    tell: false,
  });
  await tx.tellingApart.update({ where: { id: open.id }, data: { answeredAt: now, answer: data.text } });
  await tx.case.update({ where: { id: caseId }, data: { triagedAt: null, triageAttempts: 0 } });
  return { question: open.text, number: row.number };
}

/** The citizen passes over the question: it is asked no more, and the reviewer decides as it is. */
export async function skipTellingApart(
  tx: Transaction,
  { caseId, citizenId }: { caseId: string; citizenId: string },
  now: Date,
): Promise<void> {
  await tx.tellingApart.updateMany({
    where: { caseId, citizenId, answeredAt: null },
    data: { answeredAt: now },
  });
}
