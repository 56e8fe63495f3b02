import { describeError, MinqingError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { addPhoto } from '../prisma/conversations/record-message.ts';
import type { Turn } from '../prisma/conversations/take-turn.ts';
import type { Channel } from './incoming.ts';
import { keepImage } from './keep-image.ts';

/** Thrown out of a turn, which is then taken again: it must not hold the citizen's lock while the channel is slow. */
export class PhotoOwed extends Error {
  readonly turnMessage: Turn['message'];

  constructor(message: Turn['message']) {
    super('the photograph has not been fetched yet');
    this.turnMessage = message;
  }
}

interface PhotoContent {
  mediaId?: string;
  problem?: string;
}

/** Whether a message's photograph is still with the channel. */
export function owesPhoto({ kind, content, attachments }: Turn['message']): boolean {
  const { mediaId, problem } = (content ?? {}) as PhotoContent;
  return kind === 'image' && mediaId !== undefined && problem === undefined && attachments.length === 0;
}

/** Whether a message's photograph turned out to be none, or could not be had. */
export function lacksPhoto({ kind, content, attachments }: Turn['message']): boolean {
  return (
    kind === 'image' && attachments.length === 0 && (content as PhotoContent | null)?.problem !== undefined
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
  message: Turn['message'],
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
