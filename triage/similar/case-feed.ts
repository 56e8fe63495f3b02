import { setImmediate } from 'node:timers/promises';
import { describeError } from '../../core/errors.ts';
import { type CaseState, isOpen } from '../../core/lifecycle/states.ts';
import type { Logger } from '../../core/logger.ts';
import { type CaseNotice, caseChannel } from '../../prisma/cases/announce.ts';
import {
  type CaseTelling,
  listChanged,
  pageTellings,
  readTellings,
} from '../../prisma/cases/list-tellings.ts';
import type { Database } from '../../prisma/client.ts';
import { listen } from '../../prisma/listen.ts';

/** Cases older than this are found by nobody. */
export const keptDays = 90;
const day = 86_400_000;
/** Clocks of processes differ, and a transaction commits after its time was written. */
const overlapMs = 120_000;
/** Rows taken in before other work gets its turn. */
const slice = 100;
const mostAtOnce = 500;

/** What is fed: everything that is kept of the cases of the last {@link keptDays}. */
export interface CaseStore {
  /** A case as it is now; `open` while somebody owes something. */
  take(telling: CaseTelling, open: boolean): void;
  /** Lets go of what was filed before. */
  forgetBefore(time: Date): void;
}

export interface CaseFeed {
  /** When all cases were read; rejects where the database broke off, and the sweep reads them again. */
  filled: Promise<void>;
  isFilled(): boolean;
  /** Reads these cases now, whatever notices are under way. */
  refresh(caseIds: readonly string[]): Promise<void>;
  /** Finds what a lost notice left out, and forgets what has grown old. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Keeps a store current: the cases of the last 90 days in the background, newest first, then each change as it is
 * announced. A case that is read twice at once keeps its later version.
 */
export async function feedCases(parts: {
  pool: Database['pool'];
  databaseUrl: string;
  store: CaseStore;
  logger: Logger;
  now: () => Date;
}): Promise<CaseFeed> {
  const { pool, databaseUrl, store, logger, now } = parts;
  const versions = new Map<string, { version: number; filedAt: number }>();
  const waiting = new Set<string>();
  let filled = false;
  let closed = false;
  let lookedAt = new Date(now().getTime() - overlapMs);
  let draining: Promise<void> | null = null;

  const horizon = () => new Date(now().getTime() - keptDays * day);

  function take(telling: CaseTelling): void {
    const { caseId, version, filedAt } = telling;
    if (filedAt < horizon() || version < (versions.get(caseId)?.version ?? 0)) return;
    versions.set(caseId, { version, filedAt: filedAt.getTime() });
    store.take(telling, isOpen(telling.state as CaseState));
  }

  async function takeAll(tellings: readonly CaseTelling[]): Promise<void> {
    for (const [at, telling] of tellings.entries()) {
      take(telling);
      if (at % slice === slice - 1) await setImmediate();
    }
  }

  async function refresh(caseIds: readonly string[]): Promise<void> {
    for (let from = 0; from < caseIds.length; from += mostAtOnce)
      await takeAll(await readTellings(pool, caseIds.slice(from, from + mostAtOnce)));
  }

  /** Reads what was announced, one batch after the other. */
  async function drain(): Promise<void> {
    while (waiting.size > 0 && !closed) {
      const batch = [...waiting].slice(0, mostAtOnce);
      for (const caseId of batch) waiting.delete(caseId);
      await refresh(batch);
    }
  }

  function hear(payload: string): void {
    waiting.add((JSON.parse(payload) as CaseNotice).caseId);
    draining ??= drain()
      // The sweep reads it again.
      .catch((error: unknown) => logger.warn({ problem: describeError(error) }, 'could not follow a case'))
      .finally(() => {
        draining = null;
      });
  }

  async function fill(): Promise<void> {
    const began = performance.now();
    let cases = 0;
    for await (const page of pageTellings(pool, horizon())) {
      if (closed) return;
      await takeAll(page);
      cases += page.length;
    }
    filled = true;
    logger.info(
      { cases, seconds: Math.round((performance.now() - began) / 100) / 10 },
      'similar cases are read',
    );
  }

  async function sweep(): Promise<void> {
    const before = new Date(now().getTime() - overlapMs);
    if (!filled) return;
    await refresh(await listChanged(pool, lookedAt));
    lookedAt = before;
    const oldest = horizon();
    store.forgetBefore(oldest);
    for (const [caseId, { filedAt }] of versions) if (filedAt < oldest.getTime()) versions.delete(caseId);
  }

  // Listening begins first: what changes while the cases are read is heard.
  const listener = await listen(databaseUrl, caseChannel, hear, logger);
  let filling = fill();
  filling.catch((error: unknown) =>
    logger.warn({ problem: describeError(error) }, 'could not read the cases'),
  );
  return {
    filled: filling,
    isFilled: () => filled,
    refresh,
    async sweep() {
      if (!filled) {
        // Under way, or broken off: then from the beginning.
        await filling.catch(() => {
          filling = fill();
          return filling;
        });
      }
      await sweep();
    },
    async close() {
      closed = true;
      await listener.close();
      await filling.catch(() => {});
      await draining;
    },
  };
}
