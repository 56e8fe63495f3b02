import { describeError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { claimOwed, listOwed, markSent, markUnsent } from '../prisma/conversations/owed-messages.ts';

/** How often a message is tried before people must look at it; waits double from one second. */
const mostAttempts = 8;

export interface Deliverer {
  /** Sends all that is owed to this citizen, in order. */
  toCitizen(citizenId: string): Promise<void>;
  /** Sends the message that a job names, and whatever is owed to its citizen before it. */
  message(messageId: string): Promise<void>;
  /** Finds again what a lost nudge or a dead process left behind. */
  sweep(): Promise<void>;
}

export interface DeliverParts {
  db: PrismaClient;
  /** The channel that this process can send on. */
  channel: { name: string; send(externalId: string, outgoing: { text: string }): Promise<void> };
  logger: Logger;
  now: () => Date;
}

/** Claims a row, sends it, marks it: a message leaves at least once, and never two of a citizen at a time. */
export function createDeliverer({ db, channel, logger, now }: DeliverParts): Deliverer {
  async function toCitizen(citizenId: string): Promise<void> {
    for (;;) {
      const message = await claimOwed(db, citizenId, now());
      if (!message) return;
      try {
        await channel.send(message.externalId, { text: message.text });
      } catch (error) {
        const again = message.attempts < mostAttempts;
        const retryAt = again ? new Date(now().getTime() + 1000 * 2 ** (message.attempts - 1)) : null;
        await markUnsent(db, message, describeError(error), retryAt, now());
        logger.warn({ err: error, messageId: message.id, again }, 'could not send');
        if (again) return;
        continue;
      }
      await markSent(db, message, now());
    }
  }

  return {
    toCitizen,
    async message(messageId) {
      const row = await db.message.findUnique({ where: { id: messageId }, select: { citizenId: true } });
      if (row) await toCitizen(row.citizenId);
    },
    async sweep() {
      for (const citizenId of await listOwed(db, [channel.name], now())) await toCitizen(citizenId);
    },
  };
}
