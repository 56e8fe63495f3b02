import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findDanger } from '../../core/danger/find-danger.ts';
import { halfOf } from './halves.ts';
import { readSet } from './read-set.ts';
import { formatTable } from './table.ts';

/**
 * `npm run bench:safety [-- --misses]`: the 400 hand-written texts with and without danger, as bot and triage judge
 * them. `--misses` lists what went wrong in the half that may be read. How many real complaints are called dangerous
 * is stated beside it, for the set holds far more danger than a day does.
 */
interface Judged {
  text: string;
  half: 'look' | 'blind';
  actual: boolean;
  found: ReturnType<typeof findDanger>;
}

const judged = readSet('safety.tsv').map(({ text, danger }): Judged => {
  return { text: text!, half: halfOf(text!), actual: danger === 'yes', found: findDanger(text!) };
});

function figures(cases: string, rows: readonly Judged[]) {
  const right = rows.filter(({ actual, found }) => actual && found).length;
  const dangerous = rows.filter(({ actual }) => actual).length;
  const called = rows.filter(({ found }) => found).length;
  return { cases, n: rows.length, dangerous, recall: right / dangerous, precision: right / called };
}

const results = [
  figures('all', judged),
  ...(['look', 'blind'] as const).map((half) =>
    figures(
      `${half} half`,
      judged.filter((one) => one.half === half),
    ),
  ),
];
const percent = (value: number) => `${(value * 100).toFixed(1)} %`;
process.stdout.write(
  formatTable(results, [
    ['cases', 'cases', String],
    ['n', 'n', String],
    ['dangerous', 'dangerous', String],
    ['recall', 'recall', percent],
    ['precision', 'precision', percent],
  ]),
);
const real = readReal();
const called = real.filter((text) => findDanger(text)).length;
process.stdout.write(
  `\n${called} of ${real.length} real letters called dangerous (${percent(called / real.length)})\n`,
);
process.stdout.write(`${JSON.stringify({ results, real: { n: real.length, called } })}\n`);

if (process.argv.includes('--misses')) {
  for (const { half, actual, found, text } of judged)
    if (half === 'look' && actual !== (found !== null))
      process.stdout.write(
        `${actual ? 'missed' : `called ${found?.kind}: ${found?.evidence.join('/')}`}\n  ${text}\n`,
      );
}

function readReal(): string[] {
  const file = join(import.meta.dirname, '../../../shared/data/teddy/complaints.public.jsonl');
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text);
}
