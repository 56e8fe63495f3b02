import type { Directory } from '../core/directory.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { isHeldOut } from '../prisma/learning/held-out.ts';
import { listReviews } from '../prisma/learning/list-reviews.ts';
import { createHistory, type History } from './route/history.ts';

/**
 * What the reviewed cases of a database teach about departments. Cases that are kept for judging are left out; those
 * dispatched without review teach nothing, for they only repeat what was proposed.
 */
export async function loadHistory(db: PrismaClient, directory: Directory): Promise<History> {
  const history = createHistory(directory);
  for await (const review of listReviews(db)) {
    if (!review.automatic && !isHeldOut(review.caseId)) history.learn(review);
  }
  return history;
}
