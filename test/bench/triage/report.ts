import { formatTable } from '../table.ts';
import type { CrossValidated } from './cross-validate.ts';
import type { measureLearning } from './learning-curve.ts';
import type { measureLoading, measureSpeed } from './speed.ts';
import type { measureStarter } from './starter-corpus.ts';

export interface Results {
  examples: number;
  folds: CrossValidated[];
  starter: Awaited<ReturnType<typeof measureStarter>>;
  learning: ReturnType<typeof measureLearning>;
  speed: Awaited<ReturnType<typeof measureSpeed>>;
  loading: Awaited<ReturnType<typeof measureLoading>>;
  missing: string | null;
}

const digits = (count: number) => (value: number | null) =>
  value === null || Number.isNaN(value) ? '' : value.toFixed(count);
const percent = (value: number) => `${(100 * value).toFixed(1)} %`;

/** `triage/BENCHMARK.md`, whole. */
export function renderReport({
  examples,
  folds,
  starter,
  learning,
  speed,
  loading,
  missing,
}: Results): string {
  return `# The classifier beside its peers

Printed by \`npm run bench:triage -- --write\`: every peer in the same run, on the same splits, with fixed seeds. Times are
processor time on one core. Departments, safety and similar cases have files of their own beside this one.

The real complaints are the ${examples.toLocaleString('en')} of the public part, seven first-level topics.
fastText is its own WebAssembly build (50 dimensions, 25 epochs, rate 0.5, pairs of neighbours). scikit-learn's peers
see runs of one to three characters. \`natural\` keeps dense tables: its Bayes sees the 4,000 commonest words, its logistic
regression 400 examples and 200 words, for five folds of 1,200 and 600 were not done in four minutes.${missing ? `\n\n${missing}.` : ''}

## Trained and tested on real complaints, five folds

${formatTable(folds, [
  ['name', 'peer', String],
  ['accuracy', 'accuracy', digits(4)],
  ['macroF1', 'macro-F1', digits(4)],
  ['ece', 'ECE', digits(3)],
  ['coverage95', 'coverage at 95 %', percent],
  ['coverage99', 'at 99 %', percent],
  ['lead', 't of our lead', digits(1)],
  ['trainSeconds', 'train s', digits(1)],
  ['predictPerSecond', 'predict/s', digits(0)],
])}
\`t\` is Student's, of the lead in accuracy paired over the folds; beyond 2.78 the lead is no chance (p < 0.05).

## Trained on the starter corpus alone, tested on all real complaints

None of them was learned from. The shipped topics are translated by \`triage/data/maps/teddy.tsv\`; topics that have no
counterpart there cannot be meant, and the others share their part. Neither logistic regression is here: not with 180 labels
in the time of a benchmark.

${formatTable(starter, [
  ['name', 'peer', String],
  ['accuracy', 'accuracy', digits(4)],
  ['macroF1', 'macro-F1', digits(4)],
  ['ece', 'ECE', digits(3)],
  ['coverage95', 'coverage at 95 %', percent],
  ['coverage99', 'at 99 %', percent],
])}
## What reviewed cases add to the shipped model

${formatTable(learning, [
  ['cases', 'reviewed cases', String],
  ['accuracy', 'accuracy', digits(4)],
  ['macroF1', 'macro-F1', digits(4)],
  ['ece', 'ECE', digits(3)],
  ['alone', 'accuracy of the cases alone', (value: number) => (value === 0 ? '' : value.toFixed(4))],
  ['seconds', 'seconds to learn', digits(1)],
])}
Learned from as \`npm run -s triage:train -- --history\` does. The mean over three draws, each tested on 1,500 others. A reviewer names a leaf, but these complaints have first-level
labels only: the leaf is the one the shipped model thinks most of among those that the label allows.

## Speed

${formatTable(speed, [
  ['name', 'peer', String],
  ['size', 'complaints', String],
  ['trainSeconds', 'train s', digits(1)],
  ['predictPerSecond', 'predict/s', digits(0)],
])}
The shipped model: ${loading.features.toLocaleString('en')} features, ${loading.labels} labels, loaded in ${loading.loadMs.toFixed(0)} ms, ${loading.megabytes.toFixed(0)} MB in memory; Chinese
segmentation adds some 60 MB once a process.
`;
}
