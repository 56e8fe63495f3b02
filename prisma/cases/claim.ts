import { MinqingError } from '../../core/errors.ts';
import type { Case, PrismaClient } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';

/** How long a reviewer holds a case without a sign of life; the page renews it. */
export const claimLeaseMs = 10 * 60_000;

/**
 * Gives the reviewer the most urgent case that nobody holds, or the one they hold already.
 * `SKIP LOCKED` lets any number of reviewers ask at once and never get the same one.
 */
export async function claimNext(db: PrismaClient, userId: string, now: Date): Promise<Case | null> {
  const until = new Date(now.getTime() + claimLeaseMs);
  const rows = await db.$queryRaw<{ id: string }[]>`
    UPDATE cases SET claimed_by_id = ${userId}::uuid, claimed_until = ${until}
    WHERE id = (
      SELECT id FROM cases
      WHERE state = 'awaiting_review' AND triaged_at IS NOT NULL
        AND (claimed_by_id = ${userId}::uuid OR claimed_until IS NULL OR claimed_until <= ${now})
      ORDER BY (claimed_by_id = ${userId}::uuid AND claimed_until > ${now}) DESC NULLS LAST,
        CASE urgency WHEN 'danger' THEN 0 WHEN 'urgent' THEN 1 ELSE 2 END, filed_at
      LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id`;
  return rows[0] ? db.case.findUnique({ where: { id: rows[0].id } }) : null;
}

/**
 * Takes or renews the claim on one case.
 * @throws MinqingError `conflict` when another reviewer holds it or it is no longer under review
 */
export async function claimCase(
  db: PrismaClient | Transaction,
  caseId: string,
  userId: string,
  now: Date,
): Promise<Date> {
  const until = new Date(now.getTime() + claimLeaseMs);
  const { count } = await db.case.updateMany({
    where: {
      id: caseId,
      state: 'awaiting_review',
      OR: [{ claimedById: userId }, { claimedUntil: null }, { claimedUntil: { lte: now } }],
    },
    data: { claimedById: userId, claimedUntil: until },
  });
  if (count === 0) throw new MinqingError('conflict', '这件工单正由别人处理，或已经处理完了');
  return until;
}

/** Gives a claim back, so that the next reviewer finds the case at once. */
export async function releaseClaim(db: PrismaClient, caseId: string, userId: string): Promise<void> {
  await db.case.updateMany({
    where: { id: caseId, claimedById: userId },
    data: { claimedById: null, claimedUntil: null },
  });
}
