import type { CaseEvent } from '../../core/lifecycle/events.ts';
import type { PrismaClient } from '../generated/client.ts';
import { applyEvent } from './apply-event.ts';
import type { Owed } from './tell.ts';

/** What a passed deadline does, by state; a state that is not here waits for people and is shown as overdue. */
const fired: { state: string; event: CaseEvent; data?: object; parked?: boolean }[] = [
  { state: 'awaiting_citizen', event: 'citizen_silent' },
  { state: 'in_hand', event: 'resume', data: { note: '复查日期已到' }, parked: true },
];

/** Days after the close that a case is archived. */
const archiveAfterDays = 30;
const batch = 50;

/**
 * Fires what is due: questions that nobody answered, parked cases whose review date has come, cases long
 * closed. Each in a transaction of its own that looks again, so that any number of processes may sweep.
 */
export async function sweepDeadlines(db: PrismaClient, now: Date): Promise<Owed[]> {
  const archivable = new Date(now.getTime() - archiveAfterDays * 86_400_000);
  const jobs = [
    ...fired.map(({ state, event, data, parked }) => ({
      where: { state, dueAt: { lte: now }, ...(parked ? { parkedAt: { not: null } } : {}) },
      event,
      data: data ?? {},
    })),
    { where: { state: 'closed', closedAt: { lte: archivable } }, event: 'archive' as const, data: {} },
  ];
  const owed: Owed[] = [];
  for (const { where, event, data } of jobs) {
    const due = await db.case.findMany({ where, select: { id: true, version: true }, take: batch });
    for (const { id, version } of due) {
      const request = {
        caseId: id,
        event,
        data,
        acting: { type: 'system' } as const,
        now,
        ifVersion: version,
      };
      const done = await db
        .$transaction((tx) => applyEvent(tx, request))
        .catch((error: unknown) => {
          // Someone acted first: the next sweep sees the case as it is now.
          if (error instanceof Error && 'code' in error && error.code === 'conflict') return null;
          throw error;
        });
      owed.push(...(done?.owed ?? []));
    }
  }
  return owed;
}
