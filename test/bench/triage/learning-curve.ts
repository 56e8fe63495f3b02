import { join } from 'node:path';
import { readCorpus } from '../../../triage/corpus.ts';
import { type Taught, trainCandidate } from '../../../triage/learning/train-candidate.ts';
import type { Model } from '../../../triage/model/model.ts';
import { createRandom } from '../../../triage/model/random.ts';
import { rank } from '../../../triage/model/rank.ts';
import { type Example, train } from '../../../triage/model/train.ts';
import { timed } from './peer.ts';
import { figuresOf, judge } from './real-complaints.ts';
import { openTranslation } from './starter-corpus.ts';

const steps = [0, 50, 100, 200, 500];
const draws = 3;
const tested = 1_500;

/**
 * What reviewed cases add to the shipped model. A reviewer names a leaf, but the real complaints have first-level
 * labels only: the leaf is taken to be the one that the shipped model thinks most of among those that the label
 * allows. They are learned from as `triage:train --history` does. The mean over three draws of cases, each tested on 1,500
 * others.
 */
export function measureLearning(shipped: Model, real: readonly Example[], tell: (line: string) => void) {
  const translated = openTranslation();
  const corpus = readCorpus(join(import.meta.dirname, '../../../triage/data'));
  const rankAll = (model: Model, example: Example) =>
    rank(model, example, { top: model.labels.length, explained: 0 });
  const leafOf = (example: Example) =>
    rankAll(shipped, example).find(
      ({ label }) => translated([{ label, probability: 1 }])[0]?.label === example.label,
    )!.label;
  const rows = steps.map((cases) => ({ cases, accuracy: 0, macroF1: 0, ece: 0, alone: 0, seconds: 0 }));
  for (let draw = 1; draw <= draws; draw++) {
    const shuffled = shuffle(real, draw);
    const test = shuffled.slice(steps.at(-1)!, steps.at(-1)! + tested);
    for (const row of rows) {
      const cases = shuffled.slice(0, row.cases);
      const reviews = cases.map((example, i) => reviewOf(example, leafOf(example), i));
      const [model, seconds] = timed(() => (row.cases > 0 ? trainCandidate(corpus, reviews, draw) : shipped));
      const judged = judge(
        test,
        test.map((example) => translated(rankAll(model, example))),
      );
      const { accuracy, macroF1, ece } = figuresOf(judged);
      row.accuracy += accuracy / draws;
      row.macroF1 += macroF1 / draws;
      row.ece += ece / draws;
      row.seconds += seconds / draws;
      row.alone += aloneOn(cases, test) / draws;
    }
    tell(`learning curve, draw ${draw} of ${draws}`);
  }
  return rows;
}

function reviewOf({ title, text }: Example, topicCode: string, at: number): Taught {
  return { decisionId: String(at), text: title ? `${title}。${text}` : text, topicCode };
}

/** Accuracy of a model that has nothing but the cases. */
function aloneOn(cases: readonly Example[], test: readonly Example[]): number {
  if (cases.length === 0) return 0;
  const model = train(cases);
  const judged = test.map((example) => rank(model, example, { top: 1, explained: 0 }));
  return figuresOf(judge(test, judged)).accuracy;
}

function shuffle<Item>(items: readonly Item[], seed: number): Item[] {
  const random = createRandom(seed);
  const shuffled = [...items];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  return shuffled;
}
