import { describeError, MinqingError } from '../core/errors.ts';
import type { FileStore } from '../core/files/file-store.ts';
import type { Logger } from '../core/logger.ts';
import type { PrismaClient } from '../prisma/client.ts';
import type { WaitingMessage } from '../prisma/conversations/load-turns.ts';
import { addAttachment } from '../prisma/conversations/record-messages.ts';
import type { Channel, MediaFile } from './incoming.ts';
import { keepMedia } from './keep-media.ts';

interface MediaContent {
  mediaId?: string | null;
  /** Of what is no photograph: voice, video or shortvideo. */
  kind?: string;
  problem?: string;
}

/** Whether what a message shows or plays is still with the channel. */
export function owesMedia({ content, attachmentIds }: WaitingMessage): boolean {
  const { mediaId, problem } = (content ?? {}) as MediaContent;
  return typeof mediaId === 'string' && problem === undefined && attachmentIds.length === 0;
}

/** Whether a message's photograph turned out to be none, or could not be had. */
export function lacksPhoto({ kind, content, attachmentIds }: WaitingMessage): boolean {
  return (
    kind === 'image' && attachmentIds.length === 0 && (content as MediaContent | null)?.problem !== undefined
  );
}

const tries = 3;

export interface MediaParts {
  db: PrismaClient;
  fetchMedia?: Channel['fetchMedia'] | undefined;
  files: FileStore;
  logger: Logger;
}

function checkKind(file: MediaFile, kind: string): MediaFile {
  const wanted = { image: 'image', voice: 'audio', video: 'video', shortvideo: 'video' }[kind];
  if (wanted === undefined || file.mimeType.startsWith(`${wanted}/`)) return file;
  throw new MinqingError('invalid', `收到的文件不是所说的 ${kind}`);
}

/** Fetches it, checks it and adds it to its message; what can't be had is noted, so that the turn goes on. */
export async function fetchMedia(
  { db, fetchMedia: fetchFrom, files, logger }: MediaParts,
  message: WaitingMessage,
): Promise<void> {
  const { mediaId, kind = message.kind } = message.content as MediaContent;
  let problem = 'this channel fetches no media';
  for (let attempt = 1; fetchFrom && attempt <= tries; attempt += 1) {
    try {
      const file = checkKind(await fetchFrom(mediaId!), kind);
      return await addAttachment(db, message, await keepMedia(files, file));
    } catch (error) {
      problem = describeError(error);
      logger.warn({ err: error, messageId: message.id, attempt }, 'could not fetch what a message shows');
      if (error instanceof MinqingError && error.code === 'invalid') break;
    }
  }
  await addAttachment(db, message, { problem });
}
