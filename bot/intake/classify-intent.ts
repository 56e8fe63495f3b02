import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBayes } from './bayes.ts';
import type { Stage } from './draft.ts';
import { jieba } from './reading/words.ts';

export const intents = [
  'complain',
  'add',
  'correct',
  'confirm',
  'deny',
  'withdraw',
  'progress',
  'human',
  'thank',
  'greet',
  'smalltalk',
  'satisfied',
  'unsatisfied',
  'urge',
  'help',
] as const;
export type Intent = (typeof intents)[number];

export interface Example {
  intent: Intent;
  text: string;
}

const letters = /[\p{L}\p{N}]/u;

/** Words, and runs of up to three characters with both ends: short messages have few words, and slips break them. */
export function featuresOf(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase();
  const words = jieba()
    .cut(plain, true)
    .filter((word) => letters.test(word) && word.length > 1);
  const characters = ['^', ...[...plain].filter((character) => letters.test(character)), '$'];
  const runs = [1, 2, 3].flatMap((length) =>
    characters.slice(length - 1).map((_, at) => characters.slice(at, at + length).join('')),
  );
  return [...new Set([...runs.map((run) => `c:${run}`), ...words])];
}

/** Which intents a stage makes likelier, as factors on their probability. */
const expected: Record<Stage, Partial<Record<Intent, number>>> = {
  start: { complain: 1.5, confirm: 0.3, deny: 0.3 },
  what: { complain: 3 },
  where: { complain: 1.5, add: 1.5 },
  when: { complain: 1.5, add: 1.5 },
  hours: { complain: 1.5, add: 1.5 },
  who: { complain: 1.5, add: 1.5 },
  offered: { confirm: 1.5, thank: 1.5 },
  contact: { deny: 1.5 },
  confirm: { confirm: 3, correct: 2, deny: 1.5 },
};

export interface IntentClassifier {
  /** The likeliest intent at this stage, and how sure that is (0 to 1). */
  classify(text: string, stage: Stage): { intent: Intent; probability: number };
}

/** Trains naive Bayes on the examples; the same examples give the same classifier. */
export function trainIntents(examples: readonly Example[]): IntentClassifier {
  const bayes = createBayes();
  for (const { intent, text } of examples) bayes.addDocument(featuresOf(text), intent);
  bayes.train();
  return {
    classify(text, stage) {
      const ranked = bayes
        .getClassifications(featuresOf(text))
        .map(({ label, value }) => ({
          intent: label as Intent,
          value: value * (expected[stage][label as Intent] ?? 1),
        }))
        .sort((a, b) => b.value - a.value);
      const total = ranked.reduce((sum, { value }) => sum + value, 0);
      const [best] = ranked;
      return { intent: best!.intent, probability: total > 0 ? best!.value / total : 0 };
    },
  };
}

/** The shipped training sentences. */
export function readIntents(path = join(import.meta.dirname, 'data', 'intents.tsv')): Example[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split('\t') as [Intent, string])
    .map(([intent, text]) => ({ intent, text }));
}
