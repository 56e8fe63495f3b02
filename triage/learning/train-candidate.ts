import { createHash } from 'node:crypto';
import type { Directory } from '../../core/directory.ts';
import type { Review } from '../../prisma/learning/list-reviews.ts';
import type { Corpus } from '../corpus.ts';
import type { Model } from '../model/model.ts';
import { train } from '../model/train.ts';
import { topicAncestors } from '../shipped.ts';

/** Name of the models that a city has trained from its own reviews. */
export const learnedName = 'learned';

/** Reviews that can teach: their topic is (still) one of the city's, and nobody skipped the look. */
export function canTeach(review: Review, directory: Directory): boolean {
  return !review.automatic && directory.topics.some(({ code }) => code === review.topicCode);
}

/**
 * A model from the starter corpus and the city's own reviewed cases. Labels are topic codes. The same corpus, reviews
 * and seed give the same model.
 */
export function trainCandidate(corpus: Corpus, reviews: readonly Review[], seed: number): Model {
  const hash = createHash('sha256').update(corpus.hash);
  for (const { decisionId, text, topicCode } of reviews) hash.update(`\n${decisionId} ${topicCode} ${text}`);
  const cases = reviews.map(({ text, topicCode }) => ({ text, label: topicCode }));
  return train([...corpus.sentences, ...cases], {
    name: learnedName,
    seed,
    source: hash.digest('hex'),
    hints: corpus.terms,
    ancestors: topicAncestors,
  });
}
