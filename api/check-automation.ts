import type { CaseEvent } from '../core/lifecycle/events.ts';
import type { Logger } from '../core/logger.ts';
import { checkAutomation } from '../prisma/automation/permit.ts';
import type { PrismaClient } from '../prisma/client.ts';

/** What a person does to a case that says whether the proposal was right. */
const verdicts: readonly CaseEvent[] = ['confirm', 'grant_return', 'rule'];

/**
 * Looks at the permission behind a case as soon as a person has judged its proposal. Fails silently but for the log: the
 * sweep looks again.
 */
export function createAutomationCheck(db: PrismaClient, bar: number, logger: Logger, now: () => Date) {
  return async (event: CaseEvent, caseId: string): Promise<void> => {
    if (!verdicts.includes(event)) return;
    try {
      const off = await checkAutomation(db, { bar, now: now(), caseId });
      if (off.length > 0) logger.warn({ rules: off, caseId }, 'dispatch without review switched itself off');
    } catch (error) {
      logger.warn({ err: error, caseId }, 'automation not checked; the sweep does');
    }
  };
}
