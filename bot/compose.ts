import { setTimeout as wait } from 'node:timers/promises';
import type { FileStore } from '../core/files/file-store.ts';
import type { Logger } from '../core/logger.ts';
import type { Queues } from '../core/queue/queues.ts';
import { repeatSweep } from '../core/sweep.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { createDeliverer } from './deliver.ts';
import { expireConversations } from './expire-conversations.ts';
import { createHandler, type Handler } from './handle.ts';
import type { Channel } from './incoming.ts';
import { loadCity } from './load-city.ts';

/** From the first fragment on: an answer still reaches WeChat within its five seconds. */
const mostListeningMs = 2_500;

export interface BotParts {
  db: PrismaClient;
  /** For writing messages down, apart from `db`; the same where nobody waits for seconds. */
  doorDb?: PrismaClient;
  /** Whether somebody came to the door since it was last asked. */
  isArriving?: () => boolean;
  queues: Queues;
  channel: Channel;
  logger: Logger;
  now: () => Date;
  files: FileStore;
  settings: { sweepSeconds: number; conversationTimeoutMinutes: number; quietPeriodMs?: number };
}

export interface Bot {
  handler: Handler;
  stop(): Promise<void>;
}

/** The bot on one channel: handler, deliverer and their sweeps, started. */
export async function startBot({
  db,
  doorDb = db,
  isArriving = () => false,
  queues,
  channel,
  files,
  logger,
  now,
  settings,
}: BotParts): Promise<Bot> {
  const deliverer = createDeliverer({ db, channel, logger, now });
  const { sweepSeconds, conversationTimeoutMinutes, quietPeriodMs = 0 } = settings;
  const city = await loadCity(db);
  const handler = createHandler({
    db,
    doorDb,
    isArriving,
    queues,
    deliverer,
    city,
    files,
    fetchMedia: channel.fetchMedia,
    logger,
    now,
    quiet: { ms: quietPeriodMs, mostMs: mostListeningMs, wait: (ms) => wait(ms) },
  });
  channel.onMessage(handler.accept);
  await channel.start();
  const worker = queues.work('deliver', ({ messageId }) => deliverer.message(messageId), {
    channel: channel.name,
    concurrency: 8,
  });
  const sweep = repeatSweep(
    'conversations',
    sweepSeconds,
    async () => {
      await handler.sweep(channel.name);
      await deliverer.sweep();
      const silentSince = new Date(now().getTime() - conversationTimeoutMinutes * 60_000);
      await expireConversations(db, queues, deliverer, channel.name, silentSince, now());
    },
    logger,
  );
  return {
    handler,
    async stop() {
      await sweep.close();
      await worker.close();
      await channel.stop();
    },
  };
}
