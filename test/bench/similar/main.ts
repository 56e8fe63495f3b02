import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedPostgres } from '../../../core/start/embedded-postgres.ts';
import { readCity } from '../../../prisma/directory/read-city.ts';
import { readCorpus } from '../../../triage/corpus.ts';
import { formatTable } from '../table.ts';
import { fitWeights, measureCalibration } from './calibrate.ts';
import { findHotMessages } from './hot-messages.ts';
import { measureSizes } from './measure.ts';
import { readAllTexts } from './real-texts.ts';
import { measureStartUp } from './start-up.ts';

/**
 * `npm run bench:similar`: finding retold cases among more and more open ones, how far the score can be believed, how
 * long triage takes to read 100,000 cases, and the hottest issues of the competition's messages. `-- --fit` prints the
 * weights of the score and no more. `BENCH_OPEN_CASES=1000,1000000` chooses other sizes.
 */
const sizes = (process.env.BENCH_OPEN_CASES || '1000,10000,100000').split(',').map(Number);
const startUpCases = Number(process.env.BENCH_START_UP_CASES || 100_000);
const queriesOfEach = 1_000;

const { directory } = readCity(join(import.meta.dirname, '../../../prisma/city/jingzhou'));
const { sentences } = readCorpus(join(import.meta.dirname, '../../../triage/data'));
const background = sentences.map(({ text }) => text);
const world = { directory, texts: readAllTexts() };
const number = (digits: number) => (value: number) => value.toFixed(digits);
const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
const say = (text: string) => process.stdout.write(`${text}\n`);

async function readFromPostgres(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'minqing-bench-'));
  const server = await openEmbeddedPostgres(folder);
  try {
    const figures = await measureStartUp(server.url, world, startUpCases);
    say(
      formatTable(
        [figures],
        [
          ['cases', 'cases read at start', String],
          ['seconds', 's', number(1)],
          ['cpuSeconds', 'cpu s', number(1)],
          ['longestWaitMs', 'longest wait of other work ms', number(0)],
        ],
      ),
    );
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

if (process.argv.includes('--fit')) {
  say(JSON.stringify(fitWeights(world, background)));
} else {
  const rows = [...measureSizes(world, sizes, queriesOfEach, background)];
  say(
    formatTable(rows, [
      ['openCases', 'open cases', String],
      ['recallRetold', 'recall@5 retold', percent],
      ['recallBrief', 'brief', percent],
      ['recallAll', 'both', percent],
      ['p50Ms', 'p50 ms', number(2)],
      ['p99Ms', 'p99 ms', number(2)],
      ['cpuP50Ms', 'cpu p50 ms', number(2)],
      ['cpuP99Ms', 'cpu p99 ms', number(2)],
      ['buildSeconds', 'build s', number(1)],
      ['buildCpuSeconds', 'build cpu s', number(1)],
      ['indexMegabytes', 'arrays MB', number(0)],
      ['processMegabytes', 'process MB', number(0)],
    ]),
  );
  say(
    formatTable(measureCalibration(world, background), [
      ['from', 'score from', number(2)],
      ['pairs', 'pairs', String],
      ['meanScore', 'mean score', number(3)],
      ['same', 'same matter', number(3)],
    ]),
  );
  if (startUpCases > 0) await readFromPostgres();
  say(
    formatTable(findHotMessages(directory), [
      ['name', 'hottest in messages.jsonl', String],
      ['topicCode', 'topic', String],
      ['complaints', 'messages', String],
      ['citizens', 'people', String],
      ['days', 'in days', String],
      ['expected', 'expected', number(2)],
      ['surprise', '-log10 p', number(1)],
      ['named', 'name the place', percent],
    ]),
  );
}
