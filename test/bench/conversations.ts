import { checkScript, describeFailure } from '../conversations/check-script.ts';
import { playScript } from '../conversations/play-script.ts';
import { readScripts, type Script } from '../conversations/read-script.ts';
import { shippedCity } from '../conversations/shipped-city.ts';
import { measureIntents } from './intents.ts';
import { quantile } from './quantile.ts';
import { formatTable } from './table.ts';

/**
 * `npm run bench:conversations`: all scripts over the pure steps. How many of the expected fields were understood, how
 * many questions a filed case took, and how many conversations ended nowhere; then the intents by cross-validation.
 */
const questions = new Set(['what', 'where', 'when', 'hours', 'who', 'contact']);
const understood = ['where', 'when', 'what'] as const;

interface Row {
  scripts: string;
  n: number;
  where: number;
  when: number;
  what: number;
  understood: number;
  allExpectations: number;
  questionsMedian: number;
  questionsMean: number;
  deadEnds: number;
}

function measure(name: string, scripts: readonly Script[]): Row {
  const right = { where: 0, when: 0, what: 0, all: 0 };
  const expected = { where: 0, when: 0, what: 0, all: 0 };
  const asked: number[] = [];
  let deadEnds = 0;
  for (const script of scripts) {
    const played = playScript(script, shippedCity());
    const failures = checkScript(script, played);
    for (const failure of failures)
      process.stderr.write(`${describeFailure(failure).replaceAll('\n', ' ')}\n`);
    for (const { line } of played)
      for (const { key } of line.expected) {
        const failed = failures.some((failure) => failure.line === line.number && failure.key === key);
        for (const counted of [key, 'all'] as const) {
          if (!(counted in expected)) continue;
          expected[counted as 'all'] += 1;
          if (!failed) right[counted as 'all'] += 1;
        }
      }
    for (const { filed, draft } of played)
      if (filed && !draft.danger) asked.push(draft.asked.filter((stage) => questions.has(stage)).length);
    const stuck = script.lines.some(({ expected: all }) => all.some(({ key }) => key === 'filed'))
      ? !played.some(({ filed }) => filed)
      : false;
    if (stuck || played.some(({ answers }) => answers.length === 0)) deadEnds += 1;
  }
  const total = (counts: typeof right) => understood.reduce((sum, key) => sum + counts[key], 0);
  return {
    scripts: name,
    n: scripts.length,
    where: right.where / expected.where,
    when: right.when / expected.when,
    what: right.what / expected.what,
    understood: total(right) / total(expected),
    allExpectations: right.all / expected.all,
    questionsMedian: quantile(asked, 0.5),
    questionsMean: asked.reduce((sum, count) => sum + count, 0) / asked.length,
    deadEnds,
  };
}

const scripts = readScripts();
/** Written after the bot was tuned on the others; measured before anything was mended for them. */
const isFresh = ({ name }: Script) => name.startsWith('fresh-');
const isReal = ({ lines }: Script) => lines.some(({ says }) => says.startsWith('/real'));
const groups: [string, Script[]][] = [
  ['all', scripts],
  ['begin with real messages', scripts.filter(isReal)],
  ['fresh', scripts.filter(isFresh)],
];
const rows = groups.filter(([, group]) => group.length > 0).map(([name, group]) => measure(name, group));
const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
const intents = measureIntents();
process.stdout.write(
  formatTable(rows, [
    ['scripts', 'scripts', String],
    ['n', 'n', String],
    ['where', 'where', percent],
    ['when', 'when', percent],
    ['what', 'what', percent],
    ['understood', 'where, when, what', percent],
    ['allExpectations', 'all expectations', percent],
    ['questionsMedian', 'questions, median', String],
    ['questionsMean', 'mean', (value: number) => value.toFixed(2)],
    ['deadEnds', 'dead ends', String],
  ]),
);
process.stdout.write(`intents: ${percent(intents.accuracy)} of ${intents.n} sentences, 10-fold\n`);
process.stdout.write(`${JSON.stringify({ rows, intents })}\n`);
