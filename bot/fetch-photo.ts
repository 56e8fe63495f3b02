import { describeError, MinqingError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { PrismaClient } from '../prisma/client.ts';
import type { WaitingMessage } from '../prisma/conversations/load-turns.ts';
import { addPhoto } from '../prisma/conversations/record-messages.ts';
import type { Channel } from './incoming.ts';
import { keepImage } from './keep-image.ts';

interface PhotoContent {
  mediaId?: string;
  problem?: string;
}

/** Whether a message's photograph is still with the channel. */
export function owesPhoto({ kind, content, attachmentIds }: WaitingMessage): boolean {
  const { mediaId, problem } = (content ?? {}) as PhotoContent;
  return kind === 'image' && mediaId !== undefined && problem === undefined && attachmentIds.length === 0;
}

/** Whether a message's photograph turned out to be none, or could not be had. */
export function lacksPhoto({ kind, content, attachmentIds }: WaitingMessage): boolean {
  return (
    kind === 'image' && attachmentIds.length === 0 && (content as PhotoContent | null)?.problem !== undefined
  );
}

const tries = 3;

export interface PhotoParts {
  db: PrismaClient;
  fetchImage?: Channel['fetchImage'] | undefined;
  attachmentsDir: string;
  logger: Logger;
}

/** Fetches a photograph, checks it and adds it to its message; one that can't be had is noted, so that the turn goes on. */
export async function fetchPhoto(
  { db, fetchImage, attachmentsDir, logger }: PhotoParts,
  message: WaitingMessage,
): Promise<void> {
  const { mediaId = '' } = message.content as PhotoContent;
  let problem = 'this channel fetches no images';
  for (let attempt = 1; fetchImage && attempt <= tries; attempt += 1) {
    try {
      return await addPhoto(db, message, await keepImage(attachmentsDir, await fetchImage(mediaId)));
    } catch (error) {
      problem = describeError(error);
      logger.warn({ err: error, messageId: message.id, attempt }, 'could not fetch a photograph');
      if (error instanceof MinqingError && error.code === 'invalid') break;
    }
  }
  await addPhoto(db, message, { problem });
}
