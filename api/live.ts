import type { Response } from 'express';
import type { Logger } from '../core/logger.ts';
import { type CaseNotice, caseChannel } from '../prisma/cases/announce.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { type MessageNotice, messageChannel } from '../prisma/conversations/announce-message.ts';
import { listen } from '../prisma/listen.ts';
import { type TakeoverNotice, takeoverChannel } from '../prisma/takeovers/announce.ts';
import { findOpenTakeoverId } from '../prisma/takeovers/list.ts';
import { mayTalk, type SignedIn, visibleCases } from './policy.ts';

const heartbeatMs = 15_000;

/** Open pages, and what changes in front of them. */
export interface Live {
  /** Keeps the response open as server-sent events for this user. */
  open(response: Response, user: SignedIn): void;
  close(): Promise<void>;
}

/**
 * Passes on every change of a case, and of a conversation that people hold, from whichever process, to the pages of
 * those who may see it. A page that was away reloads on `ready`, so a lost notice costs nothing.
 */
export async function createLive(databaseUrl: string, db: PrismaClient, logger: Logger): Promise<Live> {
  const pages = new Map<Response, SignedIn>();
  const talking = () => [...pages].filter(([, user]) => mayTalk(user)).map(([response]) => response);
  const write = (response: Response, event: string, data: object) =>
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);

  async function passCase(notice: CaseNotice): Promise<void> {
    const row = await db.case.findUnique({ where: { id: notice.caseId }, select: { number: true } });
    if (!row) return;
    for (const [response, user] of pages) {
      const where = { AND: [{ id: notice.caseId }, visibleCases(user)] };
      if ((await db.case.count({ where })) > 0)
        write(response, 'case', { ...notice, departmentCode: undefined, number: row.number });
    }
  }

  function passTakeover({ takeoverId, alarm }: TakeoverNotice): void {
    for (const response of talking()) write(response, 'takeover', { takeoverId, alarm });
  }

  /** A word in a conversation that a person is waited for in, or holds. */
  async function passMessage({ citizenId }: MessageNotice): Promise<void> {
    if (talking().length === 0) return;
    const takeoverId = await findOpenTakeoverId(db, citizenId);
    if (takeoverId) passTakeover({ takeoverId, alarm: false });
  }

  function reload(): void {
    for (const response of pages.keys()) write(response, 'ready', {});
  }

  function hear<Notice>(channel: string, pass: (notice: Notice) => Promise<void> | void) {
    const onPayload = async (payload: string) => {
      if (pages.size > 0) await pass(JSON.parse(payload) as Notice);
    };
    return listen(
      databaseUrl,
      channel,
      (payload) => {
        onPayload(payload).catch((error: unknown) => logger.warn({ err: error, channel }, 'live'));
      },
      logger,
      reload,
    );
  }

  const listeners = [
    await hear(caseChannel, passCase),
    await hear(takeoverChannel, passTakeover),
    await hear(messageChannel, passMessage),
  ];
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
      await Promise.all(listeners.map((listener) => listener.close()));
    },
  };
}
