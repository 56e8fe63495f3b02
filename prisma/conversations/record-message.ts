import type { MessageKind } from '../../core/words.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { announceMessage } from './announce-message.ts';

/** What came in, before anything is done about it. */
export interface Arrival {
  channel: string;
  externalId: string;
  channelMessageId: string;
  kind: MessageKind;
  text: string;
  /** Location, scene, menu key …; null for plain text. */
  content: Prisma.InputJsonObject | null;
  /** A photograph that already lies in the attachments' folder. */
  attachment?: { fileName: string; mimeType: string; bytes: number; sha256: string } | null;
  receivedAt: Date;
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

/** Accepts a message: once this returns it will be answered, whatever happens to the process. */
export async function recordMessage(db: PrismaClient, arrival: Arrival): Promise<Recorded> {
  const { externalId, attachment, content, ...rest } = arrival;
  const { channel, channelMessageId } = arrival;
  const citizenId = await findCitizenId(db, channel, externalId);
  return db.$transaction(async (tx) => {
    const { count } = await tx.message.createMany({
      data: [{ ...rest, ...(content ? { content } : {}), direction: 'in', citizenId }],
      skipDuplicates: true,
    });
    const { id: messageId } = await tx.message.findUniqueOrThrow({
      where: { channel_citizenId_channelMessageId: { channel, citizenId, channelMessageId } },
      select: { id: true },
    });
    if (count === 0) return { messageId, citizenId, repeated: true };
    if (attachment) await tx.attachment.create({ data: { ...attachment, messageId } });
    await announceMessage(tx, { messageId, citizenId });
    return { messageId, citizenId, repeated: false };
  });
}
