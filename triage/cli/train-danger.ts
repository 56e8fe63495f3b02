import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDangerExamples, trainDanger } from '../learning/train-danger.ts';

/** `npm run danger:train`: `core/danger/learned.tsv` from the sentences in `triage/data/danger`. */
const root = join(import.meta.dirname, '..', '..');
const examples = readDangerExamples(join(root, 'triage/data/danger'));
const { weights, bias } = trainDanger(examples);
const lines = [...weights]
  .map(([run, weight]) => [run, weight.toFixed(3)] as const)
  .sort(([a], [b]) => (a < b ? -1 : 1));
const content = [['', bias.toFixed(3)], ...lines.filter(([, weight]) => Number(weight) !== 0)];
writeFileSync(
  join(root, 'core/danger/learned.tsv'),
  `${content.map((line) => line.join('\t')).join('\n')}\n`,
);
process.stdout.write(`${examples.length} sentences, ${content.length - 1} weights\n`);
