import type { Response } from 'express';
import type { Logger } from '../core/logger.ts';
import { type CaseNotice, caseChannel } from '../prisma/cases/announce.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { listen } from '../prisma/listen.ts';
import { type SignedIn, visibleCases } from './policy.ts';

const heartbeatMs = 15_000;

/** Open pages, and what changes in front of them. */
export interface Live {
  /** Keeps the response open as server-sent events for this user. */
  open(response: Response, user: SignedIn): void;
  close(): Promise<void>;
}

/**
 * Passes on every change of a case, from whichever process, to the pages of those who may see it. A page
 * that was away reloads on `ready`, so a lost notice costs nothing.
 */
export async function createLive(databaseUrl: string, db: PrismaClient, logger: Logger): Promise<Live> {
  const pages = new Map<Response, SignedIn>();

  async function pass(notice: CaseNotice): Promise<void> {
    const row = await db.case.findUnique({ where: { id: notice.caseId }, select: { number: true } });
    if (!row) return;
    const data = JSON.stringify({ ...notice, departmentCode: undefined, number: row.number });
    for (const [response, user] of pages) {
      const where = { AND: [{ id: notice.caseId }, visibleCases(user)] };
      if ((await db.case.count({ where })) > 0) response.write(`event: case\ndata: ${data}\n\n`);
    }
  }

  const listener = await listen(
    databaseUrl,
    caseChannel,
    (payload) => {
      if (pages.size === 0) return;
      pass(JSON.parse(payload) as CaseNotice).catch((error: unknown) => logger.warn({ err: error }, 'live'));
    },
    logger,
    () => {
      for (const response of pages.keys()) response.write('event: ready\ndata: {}\n\n');
    },
  );
  const heartbeat = setInterval(() => {
    for (const response of pages.keys()) response.write(': alive\n\n');
  }, heartbeatMs);
  heartbeat.unref();

  return {
    open(response, user) {
      response.set({
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store',
        'X-Accel-Buffering': 'no',
      });
      response.flushHeaders();
      response.write('retry: 2000\nevent: ready\ndata: {}\n\n');
      pages.set(response, user);
      response.on('close', () => pages.delete(response));
    },
    async close() {
      clearInterval(heartbeat);
      for (const response of pages.keys()) response.end();
      await listener.close();
    },
  };
}
