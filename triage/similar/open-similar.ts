import { join } from 'node:path';
import type { Directory } from '../../core/directory.ts';
import { describeError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import type { SimilarCase } from '../../core/similar.ts';
import type { Database } from '../../prisma/client.ts';
import { readCorpus } from '../corpus.ts';
import type { Reading } from '../read-complaint.ts';
import { feedCases } from './case-feed.ts';
import { createCaseMemory } from './case-memory.ts';
import { findSimilar } from './find-similar.ts';
import { lookForHotSpots } from './watch-hot-spots.ts';

const hotSpotsEveryMs = 5 * 60_000;

export interface Similar {
  /** Open cases of the same matter; before all are read, those of the newest that are. */
  find(reading: Reading): Promise<SimilarCase[]>;
  /** Finds again what a lost notice left out, and from time to time the hot spots. */
  sweep(): Promise<void>;
  /** When all cases were read. */
  filled: Promise<void>;
  close(): Promise<void>;
}

/** The similar cases of one triage process: read in the background, then kept current. */
export async function openSimilar(parts: {
  database: Database;
  databaseUrl: string;
  directory: Directory;
  logger: Logger;
  now: () => Date;
}): Promise<Similar> {
  const { database, databaseUrl, directory, logger, now } = parts;
  const { sentences } = readCorpus(join(import.meta.dirname, '..', 'data'));
  const memory = createCaseMemory(
    directory,
    sentences.map(({ text }) => text),
  );
  const feed = await feedCases({ pool: database.pool, databaseUrl, store: memory, logger, now });
  let lookedAt = 0;

  async function look(): Promise<void> {
    const at = now();
    if (at.getTime() - lookedAt < hotSpotsEveryMs) return;
    lookedAt = at.getTime();
    const began = performance.now();
    const hotSpots = await lookForHotSpots(database, directory, memory, at);
    const megabytes = Math.round(memory.index.bytes / 2 ** 20);
    const ms = Math.round(performance.now() - began);
    logger.info({ hotSpots, ms, open: memory.index.size, cases: memory.size, megabytes }, 'hot spots');
  }

  return {
    async find({ caseId, text, filedAt, sceneId, location }) {
      // Two who tell of the same at once: whoever is read later has to see the other.
      await feed.refresh([caseId]);
      return findSimilar(database.prisma, memory.index, { caseId, text, filedAt, sceneId, location });
    },
    async sweep() {
      await feed.sweep();
      await look().catch((error: unknown) =>
        logger.warn({ problem: describeError(error) }, 'could not look for hot spots'),
      );
    },
    filled: feed.filled,
    close: () => feed.close(),
  };
}
