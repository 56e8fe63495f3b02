import { type Citizen, type Conversation, Prisma, type PrismaClient } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';
import { say } from './say.ts';

/** Open conversations of a channel that nobody has touched since `before`. */
export async function listSilent(
  db: PrismaClient,
  channel: string,
  before: Date,
): Promise<{ id: string; citizenId: string }[]> {
  return db.conversation.findMany({
    where: {
      closedAt: null,
      touchedAt: { lt: before },
      // What a person has in hand is not the bot's to end.
      citizen: { channel, takeovers: { none: { endedAt: null, takenAt: { not: null } } } },
    },
    select: { id: true, citizenId: true },
    orderBy: { touchedAt: 'asc' },
    take: 100,
  });
}

/** Closes a silent conversation in the citizen's turn, unless a word came meanwhile. */
export async function closeSilent(
  db: PrismaClient,
  conversationId: string,
  citizenId: string,
  before: Date,
  now: Date,
  end: (place: { tx: Transaction; citizen: Citizen; conversation: Conversation }) => Promise<string[]>,
): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM citizens WHERE id = ${citizenId}::uuid FOR NO KEY UPDATE`;
    const conversation = await tx.conversation.findUnique({ where: { id: conversationId } });
    if (!conversation || conversation.closedAt || conversation.touchedAt >= before) return;
    const waiting = await tx.message.count({
      where: { citizenId, direction: 'in', handledAt: null, failedAt: null },
    });
    if (waiting > 0) return;
    const citizen = await tx.citizen.findUniqueOrThrow({ where: { id: citizenId } });
    const answers = await end({ tx, citizen, conversation });
    await say(tx, { citizen, conversationId, answersId: null }, answers, now);
    if (citizen.pending !== null)
      await tx.citizen.update({ where: { id: citizenId }, data: { pending: Prisma.DbNull } });
    await tx.conversation.update({ where: { id: conversationId }, data: { closedAt: now } });
  });
}
