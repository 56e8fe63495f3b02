import type { PrismaClient } from '../generated/client.ts';
import { announceMessage } from './announce-message.ts';

/** A message that this process has claimed and must send, then mark. */
export interface OwedMessage {
  id: string;
  citizenId: string;
  externalId: string;
  text: string;
  attempts: number;
}

const leaseMs = 30_000;

/**
 * Claims the citizen's oldest owed message, unless one is under way: each citizen reads their messages in
 * the order in which they were written.
 */
export async function claimOwed(db: PrismaClient, citizenId: string, now: Date): Promise<OwedMessage | null> {
  const until = new Date(now.getTime() + leaseMs);
  const rows = await db.$queryRaw<OwedMessage[]>`
    UPDATE messages m SET claimed_until = ${until}, attempts = m.attempts + 1
    FROM citizens c
    WHERE c.id = m.citizen_id AND m.id = (
      SELECT id FROM messages
      WHERE citizen_id = ${citizenId}::uuid AND direction = 'out' AND sent_at IS NULL AND failed_at IS NULL
      ORDER BY seq LIMIT 1 FOR UPDATE)
      AND (m.claimed_until IS NULL OR m.claimed_until <= ${now})
    RETURNING m.id, m.citizen_id AS "citizenId", c.external_id AS "externalId", m.text, m.attempts`;
  return rows[0] ?? null;
}

export async function markSent(db: PrismaClient, message: OwedMessage, now: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.message.update({ where: { id: message.id }, data: { sentAt: now, claimedUntil: null } });
    await announceMessage(tx, { messageId: message.id, citizenId: message.citizenId });
  });
}

/** Gives the claim back for another try, or gives the message up and keeps it with its error. */
export async function markUnsent(
  db: PrismaClient,
  message: OwedMessage,
  error: string,
  retryAt: Date | null,
  now: Date,
): Promise<void> {
  await db.message.update({
    where: { id: message.id },
    data: { lastError: error.slice(0, 500), claimedUntil: retryAt, failedAt: retryAt ? null : now },
  });
}

/** Citizens with messages owed on these channels that nobody is sending. */
export async function listOwed(db: PrismaClient, channels: readonly string[], now: Date): Promise<string[]> {
  const rows = await db.message.findMany({
    where: {
      direction: 'out',
      channel: { in: [...channels] },
      sentAt: null,
      failedAt: null,
      OR: [{ claimedUntil: null }, { claimedUntil: { lte: now } }],
    },
    distinct: ['citizenId'],
    select: { citizenId: true },
    orderBy: { seq: 'asc' },
    take: 500,
  });
  return rows.map(({ citizenId }) => citizenId);
}
