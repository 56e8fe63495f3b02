import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LearnedSigns, runsOf } from '../../core/danger/learned-signs.ts';
import { normalise } from '../../core/text/normalise.ts';
import { stackRows } from '../model/matrix.ts';
import { solveTogether } from '../model/solve.ts';

export interface DangerExample {
  text: string;
  dangerous: boolean;
}

/** Rows of `danger` (yes or no) and `text` of every file of a folder. */
export function readDangerExamples(folder: string): DangerExample[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').slice(1))
    .filter(Boolean)
    .map((line) => {
      const [danger, text] = line.split('\t');
      return { dangerous: danger === 'yes', text: text! };
    });
}

const cost = 1;
/** A run of characters must stand in so many sentences to be learned from. */
const fewest = 2;

/** Learns which runs of characters tell of danger. The same examples give the same weights. */
export function trainDanger(examples: readonly DangerExample[]): LearnedSigns {
  const runs = examples.map(({ text }) => runsOf(normalise(text)));
  const counts = new Map<string, number>();
  for (const set of runs) for (const run of set) counts.set(run, (counts.get(run) ?? 0) + 1);
  const known = [...counts].filter(([, count]) => count >= fewest).map(([run]) => run);
  const index = new Map(known.map((run, i) => [run, i]));
  const rows = runs.map((set) => {
    const indices = Int32Array.from([...set].flatMap((run) => index.get(run) ?? []));
    return { indices, values: new Float32Array(indices.length).fill(1 / Math.sqrt(set.size)) };
  });
  const weights = solveTogether(
    stackRows(rows),
    {
      kindOf: Int32Array.from(examples, ({ dangerous }) => (dangerous ? 1 : 0)),
      positive: [Uint8Array.of(0, 1)],
      scale: null,
      offsets: null,
    },
    known.length,
    { cost, seed: 1, tolerance: 0.01, maxPasses: 50 },
  );
  return { weights: new Map(known.map((run, i) => [run, weights[i]!])), bias: weights[known.length]! };
}
