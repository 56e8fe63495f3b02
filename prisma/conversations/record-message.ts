import { randomUUID } from 'node:crypto';
import type { MessageKind } from '../../core/words.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
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
  /** A photograph that is already kept. */
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

/** The citizen behind a channel's id, created at the first word. */
async function findCitizenId(db: PrismaClient, channel: string, externalId: string): Promise<string> {
  const known = await db.citizen.findUnique({
    where: { channel_externalId: { channel, externalId } },
    select: { id: true },
  });
  if (known) return known.id;
  await db.citizen.createMany({ data: [{ channel, externalId }], skipDuplicates: true });
  const created = await db.citizen.findUniqueOrThrow({
    where: { channel_externalId: { channel, externalId } },
    select: { id: true },
  });
  return created.id;
}

/**
 * Accepts a message: once this returns it will be answered, whatever happens to the process. One statement writes it
 * with its photograph, frees what waited for the citizen to write, and tells open pages.
 */
export async function recordMessage(db: PrismaClient, arrival: Arrival): Promise<Recorded> {
  const { channel, externalId, channelMessageId, kind, text, content, attachment, receivedAt } = arrival;
  const citizenId = await findCitizenId(db, channel, externalId);
  const messageId = randomUUID();
  const handledAt = kind === 'event' ? receivedAt : null;
  const json = content === null ? null : JSON.stringify(content);
  const file = attachment ? JSON.stringify({ id: randomUUID(), ...attachment }) : null;
  const notice = JSON.stringify({ messageId, citizenId });
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH added AS (
      INSERT INTO messages (id, direction, channel, citizen_id, channel_message_id, kind, text, content,
        received_at, handled_at)
      VALUES (${messageId}::uuid, 'in', ${channel}, ${citizenId}::uuid, ${channelMessageId}, ${kind}, ${text},
        ${json}::jsonb, ${receivedAt}, ${handledAt})
      ON CONFLICT (channel, citizen_id, channel_message_id) DO NOTHING RETURNING id),
    kept AS (
      INSERT INTO attachments (id, message_id, file_name, mime_type, bytes, sha256, stored_as)
      SELECT f.id, added.id, f."fileName", f."mimeType", f.bytes, f.sha256, f."storedAs"
      FROM added, jsonb_to_record(${file}::jsonb)
        AS f(id uuid, "fileName" text, "mimeType" text, bytes int, sha256 text, "storedAs" text)
      WHERE ${file}::jsonb IS NOT NULL),
    freed AS (
      UPDATE messages SET held_at = NULL, claimed_until = NULL
      WHERE citizen_id = ${citizenId}::uuid AND direction = 'out' AND held_at IS NOT NULL AND failed_at IS NULL
        AND EXISTS (SELECT 1 FROM added) AND ${kind !== 'event'})
    SELECT added.id, pg_notify(${messageChannel}, ${notice})::text FROM added`;
  if (rows.length > 0) return { messageId, citizenId, repeated: false };
  const { id } = await db.message.findUniqueOrThrow({
    where: { channel_citizenId_channelMessageId: { channel, citizenId, channelMessageId } },
    select: { id: true },
  });
  return { messageId: id, citizenId, repeated: true };
}

/** Adds the photograph of a message that was written down before it was fetched, or says why there is none. */
export async function addPhoto(
  db: PrismaClient,
  message: { id: string; content: Prisma.JsonValue },
  photo: KeptFile | { problem: string },
): Promise<void> {
  if ('problem' in photo) {
    const content = { ...(message.content as Prisma.InputJsonObject), problem: photo.problem };
    await db.message.update({ where: { id: message.id }, data: { content } });
  } else await db.attachment.create({ data: { ...photo, messageId: message.id } });
}
