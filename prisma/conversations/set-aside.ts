import type { PrismaClient } from '../generated/client.ts';
import { say } from './say.ts';

/**
 * Sets a message aside that could not be handled again and again: the citizen gets an apology, the draft stays as it
 * was, and the row keeps the error for people to look at.
 * @returns whether it is set aside now, or was handled meanwhile: what waits after it may be looked at
 */
export async function setAside(
  db: PrismaClient,
  messageId: string,
  error: string,
  apology: string,
  mostAttempts: number,
  now: Date,
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`
      SELECT c.id FROM citizens c JOIN messages m ON m.citizen_id = c.id WHERE m.id = ${messageId}::uuid
      FOR NO KEY UPDATE OF c`;
    const message = await tx.message.findUniqueOrThrow({
      where: { id: messageId },
      include: { citizen: true },
    });
    if (message.handledAt || message.failedAt) return true;
    const attempts = message.attempts + 1;
    const failed = attempts >= mostAttempts;
    await tx.message.update({
      where: { id: messageId },
      data: { attempts, lastError: error.slice(0, 500), failedAt: failed ? now : null },
    });
    if (!failed) return false;
    const { citizen, conversationId } = message;
    await say(tx, { citizen, conversationId, answersId: messageId }, [apology], now);
    return true;
  });
}

/** Citizens of a channel whose messages wait since before `before`: the sweep's work. */
export async function listUnanswered(
  db: PrismaClient,
  channels: readonly string[],
  before: Date,
): Promise<string[]> {
  const rows = await db.message.findMany({
    where: {
      direction: 'in',
      channel: { in: [...channels] },
      handledAt: null,
      failedAt: null,
      receivedAt: { lt: before },
    },
    distinct: ['citizenId'],
    select: { citizenId: true },
    orderBy: { seq: 'asc' },
    take: 200,
  });
  return rows.map(({ citizenId }) => citizenId);
}
