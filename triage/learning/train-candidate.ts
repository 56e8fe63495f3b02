import { createHash } from 'node:crypto';
import type { Directory } from '../../core/directory.ts';
import type { Review } from '../../prisma/learning/list-reviews.ts';
import type { Corpus } from '../corpus.ts';
import { adapt } from '../model/adapt.ts';
import { type Calibration, fitTemperature } from '../model/calibrate.ts';
import type { Model } from '../model/model.ts';
import { rank } from '../model/rank.ts';
import { type Example, train } from '../model/train.ts';
import { shippedCalibration, topicAncestors } from '../shipped.ts';

/** Name of the models that a city has trained from its own reviews. */
export const learnedName = 'learned';

/** Reviews that can teach: their topic is (still) one of the city's, and nobody skipped the look. */
export function canTeach(review: Review, directory: Directory): boolean {
  return !review.automatic && directory.topics.some(({ code }) => code === review.topicCode);
}

/** What is learned of a review. */
export type Taught = Pick<Review, 'decisionId' | 'text' | 'topicCode'>;

/**
 * How many times a review counts against a sentence of the corpus, until reviews outnumber those; see
 * `EXPERIMENTS.md`, as for learning in two steps.
 */
const reviewWeight = 4;
/** With fewer reviews the shipped calibration is the better guess. */
const fewestToCalibrate = 200;
/** One review in so many is set aside to calibrate on. */
const calibrateEvery = 5;

/**
 * A model from the starter corpus and the city's own reviewed cases: trained on both, then adapted to the cases once
 * more, and calibrated on cases that it had not seen. Labels are topic codes. The same corpus, reviews and seed give the
 * same model.
 */
export function trainCandidate(corpus: Corpus, reviews: readonly Taught[], seed: number): Model {
  const hash = createHash('sha256').update(corpus.hash);
  for (const { decisionId, text, topicCode } of reviews) hash.update(`\n${decisionId} ${topicCode} ${text}`);
  const source = hash.digest('hex');
  const cases = reviews.map(({ text, topicCode }) => ({ text, label: topicCode }));
  const learn = (some: readonly Example[], calibration: Calibration) => {
    const times = some.length < corpus.sentences.length ? reviewWeight : 1;
    const examples = [...corpus.sentences, ...Array.from({ length: times }, () => some).flat()];
    const options = { seed, source, hints: corpus.terms, ancestors: topicAncestors, calibration };
    return adapt(train(examples, options), some, { name: learnedName, seed });
  };
  if (cases.length < fewestToCalibrate) return learn(cases, shippedCalibration);
  const apart = (_: Example, i: number) => i % calibrateEvery === 0;
  const { temperature } = shippedCalibration;
  const plain = learn(
    cases.filter((one, i) => !apart(one, i)),
    { temperature, doubt: 0 },
  );
  return learn(cases, { temperature: temperature * factorFor(plain, cases.filter(apart)), doubt: 0 });
}

/** What a model's temperature has to be multiplied by for its probabilities to hold on examples it has not seen. */
function factorFor(plain: Model, unseen: readonly Example[]): number {
  const place = new Map(plain.labels.map((label, at) => [label, at]));
  const known = unseen.filter(({ label }) => place.has(label));
  const scores = known.map((example) => {
    const row = new Float64Array(plain.labels.length);
    // Logarithms of softmax are the scores times the temperature, but for a constant that softmax takes out again.
    for (const { label, probability } of rank(plain, example, { top: plain.labels.length, explained: 0 }))
      row[place.get(label)!] = Math.log(Math.max(probability, Number.MIN_VALUE));
    return row;
  });
  return fitTemperature({ scores, labels: known.map(({ label }) => place.get(label)!) });
}
