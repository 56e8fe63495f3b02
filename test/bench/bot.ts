import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedPostgres } from '../../core/start/embedded-postgres.ts';
import { accountSettings } from '../support/wechat/account.ts';
import { startFakeApi } from '../support/wechat/fake-api.ts';
import { createBenchDatabase } from './bench-database.ts';
import { startBareRoute, startBots } from './bot-processes.ts';
import { type Load, type LoadFigures, loadCallback } from './callback-load.ts';
import type { MeasuredProcess } from './measured-process.ts';
import { formatTable } from './table.ts';

/**
 * `npm run bench:bot`: citizens who tell their complaint over the official account's callback, all at once, to one
 * process and to two, beside an Express route that only checks the signature. With `BENCH_MEMORY="10000 100000"` instead
 * what one process holds after so many messages of ever new citizens. A table, then the same as JSON.
 */
const citizens = Number(process.env.BENCH_CITIZENS || 1_000);
const rounds = Number(process.env.BENCH_ROUNDS || 1);
const redisUrl = process.env.REDIS_URL || undefined;
const memoryAfter = (process.env.BENCH_MEMORY ?? '').split(/\s+/).filter(Boolean).map(Number);

const folder = await mkdtemp(join(tmpdir(), 'minqing-bench-bot-'));
const server = await openEmbeddedPostgres(folder);
const api = await startFakeApi();
const account = accountSettings(api);
const parts = { redisUrl, dataDir: folder, account };

const words = (citizen: number) => [
  `沙市区江津路第${citizen}个路口的路灯坏了三天了，晚上黑得很`,
  '不留',
  '对',
];
const telling = (citizen: number) => Array.from({ length: rounds }, () => words(citizen)).flat();
/** A complaint, and what is said and asked around it. */
const chatting = (citizen: number) => [
  '你好',
  ...words(citizen),
  ...['我的工单到哪了', '谢谢', '好的', '现在办得怎么样了', '谢谢你们', '再见'],
];
const load = (processes: readonly MeasuredProcess[], run: string, more: Partial<Load> = {}) =>
  loadCallback({
    urls: processes.map(({ url }) => url),
    token: account.token,
    api,
    citizens,
    words: telling,
    answers: true,
    run,
    ...more,
  });
const stopAll = (processes: readonly MeasuredProcess[]) => Promise.all(processes.map(({ stop }) => stop()));

async function measure(title: string, processes: MeasuredProcess[], answers: boolean) {
  try {
    // A few first: what is loaded once is loaded.
    await load(processes, `${title}-first`, { citizens: 10, answers });
    return { title, ...(await load(processes, title, { answers })) };
  } finally {
    await stopAll(processes);
  }
}

/** What one process still holds after each of these numbers of messages. */
async function measureMemory(databaseUrl: string) {
  const processes = await startBots(1, { ...parts, databaseUrl });
  const held = [];
  let told = 0;
  try {
    for (const [step, messages] of memoryAfter.entries()) {
      for (let part = 0; told < messages; part += 1) {
        const some = Math.min(citizens, Math.ceil((messages - told) / chatting(0).length));
        told += (await load(processes, `memory-${step}-${part}`, { citizens: some, words: chatting }))
          .messages;
        api.shown.clear();
      }
      held.push({ messages: told, ...(await processes[0]!.memory()) });
      process.stderr.write(`${JSON.stringify(held.at(-1))}\n`);
    }
  } finally {
    await stopAll(processes);
  }
  return held;
}

async function measureAll() {
  const results: (LoadFigures & { title: string })[] = [];
  results.push(await measure('bare route', [await startBareRoute(account)], false));
  for (const count of [1, 2]) {
    const databaseUrl = await createBenchDatabase(server.url, `bench_${count}`);
    const processes = await startBots(count, { ...parts, databaseUrl });
    results.push(await measure(count === 1 ? 'one process' : 'two processes', processes, true));
  }
  return results;
}

let results: Awaited<ReturnType<typeof measureAll>> = [];
let memory: Awaited<ReturnType<typeof measureMemory>> = [];
try {
  if (memoryAfter.length === 0) results = await measureAll();
  else memory = await measureMemory(await createBenchDatabase(server.url, 'bench_memory'));
} finally {
  await api.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
}

const number = (digits: number) => (value: number) => value.toFixed(digits);
const megabytes = (value: number) => (value / 1024 / 1024).toFixed(1);
const table =
  memory.length > 0
    ? formatTable(memory, [
        ['messages', 'after messages', String],
        ['heapUsedBytes', 'heap and buffers MB', megabytes],
        ['residentBytes', 'process MB', megabytes],
      ])
    : formatTable(results, [
        ['title', `${citizens.toLocaleString('en')} citizens at once`, String],
        ['messages', 'messages', String],
        ['messagesPerSecond', 'messages/s', number(0)],
        ['replyMedianMs', 'reply median ms', number(0)],
        ['replyP99Ms', 'reply p99 ms', number(0)],
        ['slowestCallbackMs', 'slowest callback ms', number(0)],
        ['faults', 'callbacks over 5 s or refused', String],
        ['unanswered', 'unanswered', String],
      ]);
process.stdout.write(table);
process.stdout.write(
  `${JSON.stringify({ citizens, rounds, redis: redisUrl !== undefined, results, memory })}\n`,
);
