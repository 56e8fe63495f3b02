import type { Response } from 'express';
import type { Logger } from '../../core/logger.ts';
import type { Message, PrismaClient } from '../../prisma/client.ts';
import { type MessageNotice, messageChannel } from '../../prisma/conversations/announce-message.ts';
import { listen } from '../../prisma/listen.ts';

const heartbeatMs = 15_000;

/** A message as the chat page shows it. */
export function presentMessage({ id, seq, direction, kind, text, content, receivedAt, sentAt }: Message) {
  return { id, seq: Number(seq), direction, kind, text, content, at: sentAt ?? receivedAt };
}

export interface MessageFeed {
  /** Keeps the response open and writes each message of the citizen as it is accepted or sent. */
  open(response: Response, citizenId: string): void;
  close(): Promise<void>;
}

/** Feeds open chat pages, whichever process accepted or sent the message. */
export async function createMessageFeed(
  databaseUrl: string,
  db: PrismaClient,
  logger: Logger,
): Promise<MessageFeed> {
  const pages = new Map<Response, string>();
  const pagesOf = (citizenId: string) =>
    [...pages].filter(([, id]) => id === citizenId).map(([page]) => page);

  async function pass({ messageId, citizenId }: MessageNotice): Promise<void> {
    if (pagesOf(citizenId).length === 0) return;
    const message = await db.message.findUnique({ where: { id: messageId } });
    if (!message) return;
    const data = JSON.stringify(presentMessage(message));
    for (const page of pagesOf(citizenId)) page.write(`event: message\ndata: ${data}\n\n`);
  }

  const listener = await listen(
    databaseUrl,
    messageChannel,
    (payload) => {
      pass(JSON.parse(payload) as MessageNotice).catch((error: unknown) =>
        logger.warn({ err: error }, 'feed'),
      );
    },
    logger,
    // What was announced meanwhile is lost: the page loads its history again when it reconnects.
    () => {
      for (const page of pages.keys()) page.end();
    },
  );
  const heartbeat = setInterval(() => {
    for (const page of pages.keys()) page.write(': alive\n\n');
  }, heartbeatMs);
  heartbeat.unref();

  return {
    open(response, citizenId) {
      response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      response.flushHeaders();
      response.write('retry: 1000\nevent: ready\ndata: {}\n\n');
      pages.set(response, citizenId);
      response.on('close', () => pages.delete(response));
    },
    async close() {
      clearInterval(heartbeat);
      for (const page of pages.keys()) page.end();
      await listener.close();
    },
  };
}
