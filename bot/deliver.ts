import { createBatches } from '../core/batches.ts';
import { describeError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { PrismaClient } from '../prisma/client.ts';
import {
  type Claim,
  claimOwed,
  type Fate,
  listOwed,
  markSent,
  markUnsent,
  type OwedMessage,
  release,
  type Sent,
} from '../prisma/conversations/owed-messages.ts';
import { type Channel, Undeliverable } from './incoming.ts';

/** How often a message is tried before people must look at it; waits double from one second. */
const mostAttempts = 8;
/** A call with its repetition and a new token takes at most this long: one that begins later might outlive the claim. */
const marginMs = 15_000;

/** Messages that are marked in one statement. */
const mostTogether = 100;

export interface Deliverer {
  /** Sends all that is owed to this citizen, in order. */
  toCitizen(citizenId: string): Promise<void>;
  /** Sends what this process has claimed, and whatever is owed to the citizen after it. */
  claimed(claim: Claim): Promise<void>;
  /** Sends the message that a job names, and whatever is owed to its citizen before it. */
  message(messageId: string): Promise<void>;
  /** Finds again what a lost nudge or a dead process left behind. */
  sweep(): Promise<void>;
}

export interface DeliverParts {
  db: PrismaClient;
  /** The channel that this process can send on. */
  channel: Pick<Channel, 'name' | 'send' | 'roomForReply'>;
  logger: Logger;
  now: () => Date;
}

/** Claims rows, sends them, marks them: a message leaves at least once, and never two of a citizen at a time. */
export function createDeliverer({ db, channel, logger, now }: DeliverParts): Deliverer {
  function fateOf(error: unknown, attempts: number): Fate {
    const next = error instanceof Undeliverable ? error.next : null;
    if (next?.type === 'hold') return { type: 'hold' };
    if (next?.type === 'give-up' || attempts >= mostAttempts) return { type: 'fail' };
    const ms = next?.type === 'later' ? next.ms : 1000 * 2 ** (attempts - 1);
    return { type: 'retry', at: new Date(now().getTime() + ms) };
  }

  const mark = createBatches((sent: readonly Sent[]) => markSent(db, sent), mostTogether);

  /**
   * Texts that fit go together where an answer is waited for: one answer, and their order is certain.
   * @returns whether others are owed; null when they did not leave so
   */
  async function sendTogether(messages: readonly OwedMessage[]): Promise<boolean | null> {
    const [first] = messages;
    if (!first || messages.length === 1) return null;
    const text = messages.map((message) => message.text).join('\n\n');
    if (Buffer.byteLength(text) > (channel.roomForReply?.(first.externalId) ?? 0)) return null;
    try {
      const sentBy = await channel.send(first.externalId, { text });
      const at = now();
      const more = await Promise.all(messages.map((message) => mark({ message, sentBy, at })));
      return more.some(Boolean);
    } catch (error) {
      logger.info({ err: error, messageId: first.id }, 'could not answer at once');
      return null;
    }
  }

  /** @returns whether others are owed that may be tried now */
  async function sendOne(message: OwedMessage, follows: boolean): Promise<boolean> {
    try {
      const sentBy = await channel.send(message.externalId, { text: message.text, more: follows });
      return (await mark({ message, sentBy, at: now() })) || follows;
    } catch (error) {
      const fate = fateOf(error, message.attempts);
      await markUnsent(db, message, describeError(error), fate, now());
      logger.warn({ err: error, messageId: message.id, fate: fate.type }, 'could not send');
      return fate.type === 'fail';
    }
  }

  /** @returns whether others are owed that may be tried now */
  async function sendClaimed({ messages, until }: Claim): Promise<boolean> {
    const together = await sendTogether(messages);
    if (together !== null) return together;
    let more = true;
    for (const [at, message] of messages.entries()) {
      const inTime = now().getTime() < until.getTime() - marginMs;
      if (inTime) more = await sendOne(message, at < messages.length - 1);
      if (inTime && more) continue;
      await release(db, messages.slice(inTime ? at + 1 : at));
      return !inTime;
    }
    return more;
  }

  async function toCitizen(citizenId: string): Promise<void> {
    for (;;) {
      const claim = await claimOwed(db, citizenId, now());
      if (claim.messages.length === 0 || !(await sendClaimed(claim))) return;
    }
  }

  return {
    toCitizen,
    async claimed(claim) {
      const [first] = claim.messages;
      if (first && (await sendClaimed(claim))) await toCitizen(first.citizenId);
    },
    async message(messageId) {
      const row = await db.message.findUnique({ where: { id: messageId }, select: { citizenId: true } });
      if (row) await toCitizen(row.citizenId);
    },
    async sweep() {
      for (const citizenId of await listOwed(db, [channel.name], now())) await toCitizen(citizenId);
    },
  };
}
