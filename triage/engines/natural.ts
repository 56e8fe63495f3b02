import { createRequire } from 'node:module';
import { normalise } from '../../core/text/normalise.ts';
import type { Example } from '../model/train.ts';
import type { Readable } from '../text/features.ts';
import { segment } from '../text/segment.ts';
import type { Engine, Labelled } from './engine.ts';

/** What we use of `natural`, whose own types are sources that strict settings refuse. */
interface NaturalClassifier {
  addDocument(words: string[], label: string): void;
  train(): void;
  getClassifications(words: string[]): { label: string; value: number }[];
}

const natural = createRequire(import.meta.url)('natural') as Record<
  'BayesClassifier' | 'LogisticRegressionClassifier',
  new () => NaturalClassifier
>;

/** How much of a training set an engine can take: `natural` keeps a number for every word in every example. */
interface Limits {
  examples: number;
  words: number;
}

/** Naive Bayes over the 4,000 commonest words. */
export const bayesEngine = engineOf('natural BayesClassifier', 'BayesClassifier', {
  examples: Infinity,
  words: 4_000,
});

/**
 * Logistic regression over dense matrices: 1,200 examples and 600 words were not done in four minutes,
 * so that it gets 400 and their 200 commonest.
 */
export const logisticEngine = engineOf(
  'natural LogisticRegressionClassifier',
  'LogisticRegressionClassifier',
  {
    examples: 400,
    words: 200,
  },
);

function engineOf(name: string, kind: keyof typeof natural, limits: Limits): Engine {
  return {
    name,
    train(examples) {
      const taken = spread(examples, limits.examples);
      const known = commonest(taken, limits.words);
      const wordsOf = (readable: Readable) => wordsIn(readable).filter((word) => known.has(word));
      const classifier = new natural[kind]();
      for (const example of taken) classifier.addDocument(wordsOf(example), example.label);
      classifier.train();
      return { rank: (readable) => shares(classifier.getClassifications(wordsOf(readable))) };
    },
  };
}

/** Evenly spread over the whole, so that each label keeps its part. */
function spread(examples: readonly Example[], most: number): readonly Example[] {
  if (examples.length <= most) return examples;
  return Array.from({ length: most }, (_, i) => examples[Math.floor((i * examples.length) / most)]!);
}

function wordsIn({ title, text }: Readable): string[] {
  return [...new Set(segment(normalise(title ? `${title}。${text}` : text)).map((word) => word.text))];
}

function commonest(examples: readonly Example[], most: number): Set<string> {
  const counts = new Map<string, number>();
  for (const example of examples) {
    for (const word of wordsIn(example)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  return new Set(sorted.slice(0, most).map(([word]) => word));
}

function shares(scored: readonly { label: string; value: number }[]): Labelled[] {
  const total = scored.reduce((sum, { value }) => sum + value, 0);
  return scored
    .map(({ label, value }) => ({ label, probability: total > 0 ? value / total : 1 / scored.length }))
    .sort((a, b) => b.probability - a.probability);
}
