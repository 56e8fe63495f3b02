import { createHash } from 'node:crypto';
import { applyEvent } from '../cases/apply-event.ts';
import type { Owed } from '../cases/tell.ts';
import type { PrismaClient } from '../generated/client.ts';
import { findAllowing } from './find-allowing.ts';

/** Whether a case is one of those that go to review all the same. It follows from its id: asking twice is no dice. */
export function isSample(caseId: string, share: number): boolean {
  const drawn = createHash('sha256').update(`sample ${caseId}`).digest().readUInt32BE(0) / 2 ** 32;
  return drawn < share;
}

/**
 * Decides and dispatches a case as it was proposed, where a permission covers it, in one transaction. Every other case,
 * and the sample, stays for the reviewers. Harmless when repeated.
 * @param share of the covered cases that go to review, 0…1
 * @returns the messages to the citizens that it owes
 */
export async function automateCase(
  db: PrismaClient,
  caseId: string,
  { share, now }: { share: number; now: Date },
): Promise<Owed[]> {
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM cases WHERE id = ${caseId}::uuid FOR UPDATE`;
    const row = await tx.case.findUnique({ where: { id: caseId } });
    const allowing = row && (await findAllowing(tx, row));
    if (!allowing || (row.claimedUntil && row.claimedUntil > now)) return [];
    const { ruleId, confidence } = allowing;
    const outcome = isSample(caseId, share) ? 'sampled' : 'dispatched';
    await tx.automationOutcome.createMany({
      data: [{ caseId, ruleId, outcome, confidence, at: now }],
      skipDuplicates: true,
    });
    if (outcome === 'sampled') return [];
    const acting = { type: 'system' } as const;
    const data = { ruleId, confidence };
    await applyEvent(tx, { caseId, event: 'confirm_automatically', data, acting, now });
    return (await applyEvent(tx, { caseId, event: 'dispatch', acting, now })).owed;
  });
}
