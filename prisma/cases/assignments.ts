import { answerDue, signDue } from '../../core/deadlines.ts';
import { MinqingError } from '../../core/errors.ts';
import type { Kind } from '../../core/words.ts';
import type { Case } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';

/** @throws MinqingError `invalid` naming the unit when it isn't in the directory (any more) */
export async function requireDepartment(tx: Transaction, code: string): Promise<void> {
  const found = await tx.department.findUnique({ where: { code } });
  if (!found?.active) throw new MinqingError('invalid', `没有承办单位“${code}”`);
}

/** Ends what is live of a case's assignments: it was returned, ruled away, or a new round begins. */
export async function endAssignments(
  tx: Transaction,
  caseId: string,
  now: Date,
  reason: string,
  part?: 'lead',
): Promise<void> {
  await tx.assignment.updateMany({
    where: { caseId, endedAt: null, ...(part ? { part } : {}) },
    data: { endedAt: now, endReason: reason },
  });
}

/** The clause's own time limit for topic and lead, in working days. */
async function clauseDays(tx: Transaction, row: Case, lead: string): Promise<number | null> {
  if (!row.topicCode) return null;
  const clause = await tx.responsibility.findFirst({
    where: { topicCode: row.topicCode, active: true, lead, answerDays: { not: null } },
  });
  return clause?.answerDays ?? null;
}

/** Hands the case to a lead and its supporters, each with the full time from now. */
export async function assign(
  tx: Transaction,
  row: Case,
  lead: string,
  supporters: readonly string[],
  now: Date,
): Promise<{ signDueAt: Date; answerDueAt: Date }> {
  const signDueAt = signDue(now);
  const answerDueAt = answerDue(now, row.kind as Kind, await clauseDays(tx, row, lead));
  const parts = [
    { departmentCode: lead, part: 'lead' },
    ...supporters
      .filter((code) => code !== lead)
      .map((departmentCode) => ({ departmentCode, part: 'support' })),
  ];
  await tx.assignment.createMany({
    data: parts.map((part) => ({
      ...part,
      caseId: row.id,
      round: row.round,
      assignedAt: now,
      signDueAt,
      answerDueAt,
    })),
  });
  return { signDueAt, answerDueAt };
}
