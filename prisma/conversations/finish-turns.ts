import { randomUUID } from 'node:crypto';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { jsonRows } from '../json-rows.ts';
import type { Transaction } from '../transaction.ts';
import { leaseMs, type OwedMessage } from './owed-messages.ts';

/** What a turn comes to, and the state of the conversation that it was thought out for. */
export interface Outcome {
  citizenId: string;
  externalId: string;
  /** `fresh`: it begins with this turn. */
  conversation: { id: string; version: number; fresh: boolean };
  /** The messages that are handled by it, oldest first. */
  messageIds: readonly string[];
  draft: Prisma.InputJsonObject;
  /** Whether the conversation is over and the next message opens another. */
  done: boolean;
  answers: readonly string[];
  /** Whether a person had the conversation. */
  held: boolean;
  /** What is asked about filed cases from now on; absent: as before. */
  pending?: Prisma.InputJsonObject | null | undefined;
}

export interface Finished {
  /** The answers, already claimed by this process until `until`; empty where others are owed before them. */
  claimed: readonly OwedMessage[];
  until: Date;
  /** Whether further messages of the citizen wait. */
  more: boolean;
}

/**
 * Writes turns: each only if its messages still wait and its conversation is still as it was, all of it or nothing.
 * Under the citizen's lock, which everything takes that touches either.
 */
const finish = (lock: 'FOR NO KEY UPDATE' | 'FOR NO KEY UPDATE SKIP LOCKED') => `
  WITH turn AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS t("citizenId" uuid, "conversationId" uuid, fresh boolean, version int,
      draft jsonb, done boolean, "messageIds" uuid[], answers jsonb, asks boolean, pending jsonb, held boolean)),
  citizen AS MATERIALIZED (
    SELECT id, channel, external_id FROM citizens WHERE id IN (SELECT "citizenId" FROM turn) ORDER BY id ${lock}),
  waiting AS MATERIALIZED (
    SELECT t."citizenId", count(*) FROM citizen JOIN turn t ON t."citizenId" = citizen.id
    CROSS JOIN LATERAL unnest(t."messageIds") AS asked(id)
    CROSS JOIN LATERAL (SELECT m.id FROM messages m WHERE m.id = asked.id AND m.citizen_id = citizen.id
      AND m.handled_at IS NULL AND m.failed_at IS NULL FOR UPDATE) m
    GROUP BY 1),
  unchanged AS MATERIALIZED (
    SELECT t."citizenId" FROM citizen JOIN turn t ON t."citizenId" = citizen.id
    CROSS JOIN LATERAL (SELECT v.id FROM conversations v WHERE v.id = t."conversationId" AND v.version = t.version
      AND v.closed_at IS NULL FOR UPDATE) v
    WHERE NOT t.fresh),
  ready AS MATERIALIZED (
    SELECT t.* FROM turn t JOIN waiting w ON w."citizenId" = t."citizenId" AND w.count = cardinality(t."messageIds")
    WHERE (t.fresh OR t."citizenId" IN (SELECT "citizenId" FROM unchanged))
      AND t.held = EXISTS (SELECT 1 FROM takeovers k WHERE k.citizen_id = t."citizenId" AND k.ended_at IS NULL
        AND k.taken_at IS NOT NULL AND k.lease_until > $2::timestamptz)),
  started AS (
    INSERT INTO conversations (id, citizen_id, draft, version, opened_at, touched_at, closed_at)
    SELECT "conversationId", "citizenId", draft, 1, $2::timestamptz, $2::timestamptz,
      CASE WHEN done THEN $2::timestamptz END
    FROM ready WHERE fresh ON CONFLICT DO NOTHING RETURNING id),
  touched AS (
    UPDATE conversations v SET draft = r.draft, version = v.version + 1, touched_at = $2::timestamptz,
      closed_at = CASE WHEN r.done THEN $2::timestamptz END
    FROM ready r WHERE v.id = r."conversationId" AND NOT r.fresh RETURNING v.id),
  done AS MATERIALIZED (
    SELECT r.*, NOT EXISTS (SELECT 1 FROM messages o WHERE o.citizen_id = r."citizenId" AND o.direction = 'out'
      AND o.sent_at IS NULL AND o.failed_at IS NULL
      AND (o.not_before IS NULL OR o.not_before <= $2::timestamptz)) AS first
    FROM ready r WHERE r."conversationId" IN (SELECT id FROM started UNION ALL SELECT id FROM touched)),
  handled AS (
    UPDATE messages m SET handled_at = $2::timestamptz, conversation_id = h."conversationId"
    FROM (SELECT "conversationId", unnest("messageIds") AS id FROM done) h WHERE m.id = h.id),
  asked AS (
    UPDATE citizens c SET pending = d.pending FROM done d
    WHERE c.id = d."citizenId" AND d.asks AND c.pending IS DISTINCT FROM d.pending),
  said AS (
    INSERT INTO messages (id, direction, channel, citizen_id, conversation_id, answers_id, kind, text, received_at,
      claimed_until, attempts)
    SELECT a.id, 'out', citizen.channel, citizen.id, d."conversationId", d."messageIds"[cardinality(d."messageIds")],
      'text', a.text, $2::timestamptz, CASE WHEN d.first THEN $3::timestamptz END, d.first::int
    FROM done d JOIN citizen ON citizen.id = d."citizenId"
    CROSS JOIN LATERAL jsonb_to_recordset(d.answers) AS a(place int, id uuid, text text)
    ORDER BY citizen.id, a.place)
  SELECT d."citizenId", d.first, EXISTS (SELECT 1 FROM messages w WHERE w.citizen_id = d."citizenId"
    AND w.direction = 'in' AND w.handled_at IS NULL AND w.failed_at IS NULL AND w.id <> ALL (d."messageIds")) AS more
  FROM done d`;

const patient = finish('FOR NO KEY UPDATE');
const hasty = finish('FOR NO KEY UPDATE SKIP LOCKED');

type Row = { citizenId: string; first: boolean; more: boolean };

/**
 * Writes what these turns come to, in one statement.
 * @param waits whether to wait for whoever holds a citizen; else such a turn is as if overtaken
 * @returns null at the place of a turn that was overtaken: nothing of it is written, and it must be thought out anew
 */
export async function finishTurns(
  db: PrismaClient | Transaction,
  outcomes: readonly Outcome[],
  now: Date,
  waits: boolean,
): Promise<readonly (Finished | null)[]> {
  const until = new Date(now.getTime() + leaseMs);
  const rows = outcomes.map(
    ({ citizenId, conversation, messageIds, draft, done, answers, held, pending }) => ({
      citizenId,
      held,
      conversationId: conversation.id,
      fresh: conversation.fresh,
      version: conversation.version,
      draft,
      done,
      messageIds,
      answers: answers.map((text, place) => ({ place, id: randomUUID(), text })),
      asks: pending !== undefined,
      pending: pending ?? null,
    }),
  );
  const written = await db.$queryRawUnsafe<Row[]>(waits ? patient : hasty, jsonRows(rows), now, until);
  const byCitizen = new Map(written.map((row) => [row.citizenId, row]));
  return outcomes.map(({ citizenId, externalId }, at) => {
    const row = byCitizen.get(citizenId);
    if (!row) return null;
    const own = row.first ? rows[at]!.answers : [];
    const claimed = own.map(({ id, text }) => ({ id, citizenId, externalId, text, attempts: 1 }));
    return { claimed, until, more: row.more };
  });
}
