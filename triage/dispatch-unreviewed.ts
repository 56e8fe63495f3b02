import { describeError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { Queues } from '../core/queue/queues.ts';
import { automateCase } from '../prisma/automation/automate-case.ts';
import type { PrismaClient } from '../prisma/client.ts';

export interface AutomationParts {
  db: PrismaClient;
  queues: Pick<Queues, 'nudge'>;
  /** Share of the cases it covers that go to review all the same, 0…1. */
  reviewShare: number;
  logger: Logger;
  now: () => Date;
}

/**
 * Dispatches a case as proposed where an administrator's permission covers it, and has the citizen told. Whatever goes
 * wrong, the case lies with the reviewers as it would have without.
 */
export function createUnreviewedDispatch({ db, queues, reviewShare, logger, now }: AutomationParts) {
  return async (caseId: string): Promise<void> => {
    try {
      const owed = await automateCase(db, caseId, { share: reviewShare, now: now() });
      for (const message of owed) await queues.nudge('deliver', message);
    } catch (error) {
      logger.warn({ caseId, problem: describeError(error) }, 'no dispatch without review; it goes to review');
    }
  };
}
