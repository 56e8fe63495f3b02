import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedPostgres } from '../../core/start/embedded-postgres.ts';
import { answersPing } from '../support/answers-ping.ts';
import { createBenchDatabase } from './bench-database.ts';
import { measureIdleWorker } from './idle-worker.ts';
import { measureLine } from './line.ts';
import { formatTable } from './table.ts';

/**
 * `npm run bench`: the whole line (a citizen's three messages, a filed case, a stored proposal) on each home of the
 * queues, beside a BullMQ worker that does nothing, in the same run. A table, then the same as JSON.
 */
const people = Number(process.env.BENCH_PEOPLE || 200);
const atOnce = Number(process.env.BENCH_AT_ONCE || 16);
const idleJobs = 2_000;

const folder = await mkdtemp(join(tmpdir(), 'minqing-bench-'));
const server = await openEmbeddedPostgres(folder);
const redisUrl = process.env.REDIS_URL || 'redis://127.0.0.1:6379';
const backends = [
  { backend: 'postgresql', redisUrl: undefined },
  ...((await answersPing(redisUrl)) ? [{ backend: 'redis', redisUrl }] : []),
];
if (backends.length === 1)
  process.stderr.write('redis: left out, for none answers at REDIS_URL or 127.0.0.1:6379\n');

const results = [];
try {
  for (const { backend, redisUrl: redis } of backends) {
    const database = await createBenchDatabase(server.url, `bench_${backend}`);
    const idle = await measureIdleWorker({ databaseUrl: database, redisUrl: redis, jobs: idleJobs });
    const line = await measureLine({ databaseUrl: database, redisUrl: redis, people, atOnce });
    results.push({ backend, ...line, idleJobsPerSecond: idle, shareOfIdle: line.complaintsPerSecond / idle });
  }
} finally {
  await server.close();
  await rm(folder, { recursive: true, force: true });
}

const number = (digits: number) => (value: number) => value.toFixed(digits);
process.stdout.write(
  formatTable(results, [
    ['backend', 'queues on', String],
    ['complaints', 'complaints', String],
    ['complaintsPerSecond', 'complaints/s', number(1)],
    ['replyMedianMs', 'reply median ms', number(0)],
    ['replyP99Ms', 'reply p99 ms', number(0)],
    ['idleJobsPerSecond', 'idle worker jobs/s', number(0)],
    ['shareOfIdle', 'line / idle', number(3)],
  ]),
);
process.stdout.write(`${JSON.stringify({ people, atOnce, idleJobs, results })}\n`);
