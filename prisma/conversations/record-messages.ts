import { randomUUID } from 'node:crypto';
import type { MessageKind } from '../../core/words.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { jsonRows } from '../json-rows.ts';
import { messageChannel } from './announce-message.ts';

/** What came in, before anything is done about it. */
export interface Arrival {
  channel: string;
  externalId: string;
  channelMessageId: string;
  /** `event`: something happened that nobody waits for an answer to; it is kept, and handled by that. */
  kind: MessageKind | 'event';
  text: string;
  /** Location, scene, menu key …; null for plain text. */
  content: Prisma.InputJsonObject | null;
  /** A file that is already kept. */
  attachment?: KeptFile | null;
  receivedAt: Date;
}

export interface KeptFile {
  fileName: string;
  mimeType: string;
  bytes: number;
  sha256: string;
  storedAs: string;
}

export interface Recorded {
  messageId: string;
  citizenId: string;
  /** The channel had delivered it before. */
  repeated: boolean;
}

/**
 * Writes the messages with their files and the citizens who are new, frees what waited for a citizen to write,
 * and tells open pages. `known` is blind to what others write at the same moment: such a row has no `messageId`, or is
 * missing where the citizen is as new.
 */
const record = `
  WITH arrival AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS a(place int, id uuid, channel text, "externalId" text,
      "channelMessageId" text, kind text, text text, content jsonb, "receivedAt" timestamptz, file jsonb)),
  person AS (SELECT DISTINCT channel, "externalId" FROM arrival),
  met AS MATERIALIZED (
    SELECT c.id, c.channel, c.external_id FROM person p
    CROSS JOIN LATERAL (
      SELECT * FROM citizens WHERE channel = p.channel AND external_id = p."externalId" LIMIT 1) c),
  new AS (
    INSERT INTO citizens (id, channel, external_id)
    SELECT gen_random_uuid(), channel, "externalId" FROM person p
    WHERE NOT EXISTS (SELECT 1 FROM met WHERE met.channel = p.channel AND met.external_id = p."externalId")
    ORDER BY channel, "externalId"
    ON CONFLICT DO NOTHING RETURNING id, channel, external_id),
  citizen AS (SELECT * FROM met UNION ALL SELECT * FROM new),
  added AS (
    INSERT INTO messages (id, direction, channel, citizen_id, channel_message_id, kind, text, content, received_at,
      handled_at)
    SELECT a.id, 'in', a.channel, c.id, a."channelMessageId", a.kind, a.text, a.content, a."receivedAt",
      CASE WHEN a.kind = 'event' THEN a."receivedAt" END
    FROM arrival a JOIN citizen c ON c.channel = a.channel AND c.external_id = a."externalId"
    ORDER BY a.place
    ON CONFLICT (channel, citizen_id, channel_message_id) DO NOTHING RETURNING id, citizen_id, kind),
  kept AS (
    INSERT INTO attachments (id, message_id, file_name, mime_type, bytes, sha256, stored_as)
    SELECT gen_random_uuid(), added.id, f."fileName", f."mimeType", f.bytes, f.sha256, f."storedAs"
    FROM added JOIN arrival a ON a.id = added.id CROSS JOIN LATERAL jsonb_to_record(a.file)
      AS f("fileName" text, "mimeType" text, bytes int, sha256 text, "storedAs" text)
    WHERE jsonb_typeof(a.file) = 'object'),
  freed AS (
    UPDATE messages SET held_at = NULL, claimed_until = NULL
    WHERE citizen_id IN (SELECT citizen_id FROM added WHERE kind <> 'event')
      AND direction = 'out' AND sent_at IS NULL AND failed_at IS NULL AND held_at IS NOT NULL)
  SELECT a.place, c.id AS "citizenId", added.id IS NULL AS repeated,
    coalesce(added.id, (SELECT m.id FROM messages m WHERE m.channel = a.channel AND m.citizen_id = c.id
      AND m.channel_message_id = a."channelMessageId")) AS "messageId",
    CASE WHEN added.id IS NOT NULL THEN pg_notify($2,
      json_build_object('messageId', added.id, 'citizenId', c.id)::text)::text END AS told
  FROM arrival a JOIN citizen c ON c.channel = a.channel AND c.external_id = a."externalId"
  LEFT JOIN added ON added.id = a.id ORDER BY a.place`;

/** Written by someone else at the same moment: seen at the next try, or the one after. */
const tries = 5;

type Row = { place: number; citizenId: string; messageId: string | null; repeated: boolean };

/**
 * Accepts messages: once this returns they will be answered, whatever happens to the process.
 * @returns what became of each, in the order given
 */
export async function recordMessages(
  db: PrismaClient,
  arrivals: readonly Arrival[],
): Promise<readonly Recorded[]> {
  const recorded: Recorded[] = [];
  let open = arrivals.map(({ attachment = null, ...arrival }, place) => ({
    ...arrival,
    place,
    id: randomUUID(),
    file: attachment,
  }));
  for (let attempt = 1; open.length > 0; attempt += 1) {
    if (attempt > tries)
      throw new Error('a message could not be told from another that came at the same moment');
    const found = await db.$queryRawUnsafe<Row[]>(record, jsonRows(open), messageChannel);
    for (const { place, messageId, citizenId, repeated } of found)
      if (messageId !== null) recorded[place] = { messageId, citizenId, repeated };
    open = open.filter(({ place }) => recorded[place] === undefined);
  }
  return recorded;
}

/** Adds the file of a message that was written down before it was fetched, or says why there is none. */
export async function addAttachment(
  db: PrismaClient,
  message: { id: string; content: unknown },
  file: KeptFile | { problem: string },
): Promise<void> {
  if ('problem' in file) {
    const content = { ...(message.content as Prisma.InputJsonObject), problem: file.problem };
    await db.message.update({ where: { id: message.id }, data: { content } });
  } else await db.attachment.create({ data: { ...file, messageId: message.id } });
}
