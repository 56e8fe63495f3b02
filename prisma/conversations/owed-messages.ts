import type { PrismaClient } from '../generated/client.ts';
import { jsonRows } from '../json-rows.ts';
import { messageChannel } from './announce-message.ts';

/** A message that this process has claimed and must send, then mark. */
export interface OwedMessage {
  id: string;
  citizenId: string;
  externalId: string;
  text: string;
  attempts: number;
}

/** Messages that one process sends before it claims again. */
const batchSize = 5;
/** After a process died this long passes before another sends what it had claimed. */
export const leaseMs = 30_000;

/** Owed messages of one citizen, oldest first, and until when they are this process's to send. */
export interface Claim {
  messages: readonly OwedMessage[];
  until: Date;
}

/**
 * Claims the citizen's oldest owed messages that may leave by now, up to the first that is under way, waits for its next
 * try, or waits for the citizen: each citizen reads their messages in the order in which they were written.
 */
export async function claimOwed(db: PrismaClient, citizenId: string, now: Date): Promise<Claim> {
  const until = new Date(now.getTime() + leaseMs);
  const rows = await db.$queryRaw<(OwedMessage & { seq: bigint })[]>`
    WITH owed AS (
      SELECT id, seq, held_at IS NOT NULL OR (claimed_until IS NOT NULL AND claimed_until > ${now}) AS waits
      FROM messages
      WHERE citizen_id = ${citizenId}::uuid AND direction = 'out' AND sent_at IS NULL AND failed_at IS NULL
        AND (not_before IS NULL OR not_before <= ${now})
      ORDER BY seq LIMIT ${batchSize} FOR UPDATE),
    free AS (SELECT id FROM (SELECT id, bool_or(waits) OVER (ORDER BY seq) AS behind FROM owed) o WHERE NOT behind)
    UPDATE messages m SET claimed_until = ${until}, attempts = m.attempts + 1
    FROM free, citizens c
    WHERE m.id = free.id AND c.id = m.citizen_id
    RETURNING m.id, m.seq, m.citizen_id AS "citizenId", c.external_id AS "externalId", m.text, m.attempts`;
  return { messages: rows.sort((a, b) => Number(a.seq - b.seq)), until };
}

/** That a channel has taken a message. */
export interface Sent {
  message: Pick<OwedMessage, 'id' | 'citizenId'>;
  sentBy: string;
  at: Date;
}

const mark = `
  WITH taken AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS t(id uuid, "sentBy" text, at timestamptz)),
  sent AS (
    UPDATE messages m SET sent_at = t.at, sent_by = t."sentBy", claimed_until = NULL
    FROM taken t WHERE m.id = t.id RETURNING m.id, m.seq, m.citizen_id)
  SELECT s.id, pg_notify($2, json_build_object('messageId', s.id, 'citizenId', s.citizen_id)::text)::text,
    EXISTS (SELECT 1 FROM messages o WHERE o.citizen_id = s.citizen_id AND o.direction = 'out' AND o.sent_at IS NULL
      AND o.failed_at IS NULL AND o.id NOT IN (SELECT id FROM taken)) AS more
  FROM (SELECT * FROM sent ORDER BY seq) s`;

/**
 * Marks what channels have taken, and tells open pages.
 * @returns for each whether others are owed to its citizen
 */
export async function markSent(db: PrismaClient, sent: readonly Sent[]): Promise<readonly boolean[]> {
  const taken = sent.map(({ message, sentBy, at }) => ({ id: message.id, sentBy, at }));
  const rows = await db.$queryRawUnsafe<{ id: string; more: boolean }[]>(
    mark,
    jsonRows(taken),
    messageChannel,
  );
  const more = new Map(rows.map((row) => [row.id, row.more]));
  return sent.map(({ message }) => more.get(message.id) ?? false);
}

/** What becomes of a message that was not sent. */
export type Fate =
  | { type: 'retry'; at: Date }
  /** Kept until the citizen writes again. */
  | { type: 'hold' }
  /** Given up; people see it with its error. */
  | { type: 'fail' };

export async function markUnsent(
  db: PrismaClient,
  message: Pick<OwedMessage, 'id'>,
  error: string,
  fate: Fate,
  now: Date,
): Promise<void> {
  await db.message.update({
    where: { id: message.id },
    data: {
      lastError: error.slice(0, 500),
      claimedUntil: fate.type === 'retry' ? fate.at : null,
      heldAt: fate.type === 'hold' ? now : null,
      failedAt: fate.type === 'fail' ? now : null,
    },
  });
}

/** Gives back what was claimed and not tried. */
export async function release(db: PrismaClient, messages: readonly OwedMessage[]): Promise<void> {
  if (messages.length === 0) return;
  const ids = messages.map(({ id }) => id);
  await db.message.updateMany({
    where: { id: { in: ids }, sentAt: null },
    data: { claimedUntil: null, attempts: { decrement: 1 } },
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
      heldAt: null,
      AND: [
        { OR: [{ claimedUntil: null }, { claimedUntil: { lte: now } }] },
        { OR: [{ notBefore: null }, { notBefore: { lte: now } }] },
      ],
    },
    distinct: ['citizenId'],
    select: { citizenId: true },
    orderBy: { seq: 'asc' },
    take: 500,
  });
  return rows.map(({ citizenId }) => citizenId);
}

/** The answer that went back in the channel's own request; sent again when the channel asks again. */
export async function findReply(db: PrismaClient, messageId: string): Promise<string | null> {
  const rows = await db.message.findMany({
    where: { answersId: messageId, direction: 'out', sentBy: 'reply' },
    select: { text: true },
    orderBy: { seq: 'asc' },
  });
  return rows.length > 0 ? rows.map(({ text }) => text).join('\n\n') : null;
}
