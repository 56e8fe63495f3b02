import { randomUUID } from 'node:crypto';
import { createLogger } from '../../../core/logger.ts';
import { type Database, openDatabase } from '../../../prisma/client.ts';
import { loadDirectory } from '../../../prisma/load-directory.ts';
import { openSimilar } from '../../../triage/similar/open-similar.ts';
import { createBenchDatabase } from '../bench-database.ts';
import { makeCase, type World } from './made-cases.ts';
import { cpuSince } from './measure.ts';

export interface StartUp {
  cases: number;
  /** From opening to the last case read from PostgreSQL and taken in. */
  seconds: number;
  cpuSeconds: number;
  /** Longest that other work of the process waited meanwhile. */
  longestWaitMs: number;
}

const batch = 5_000;

async function insertCases({ pool, prisma }: Database, world: World, size: number): Promise<void> {
  const { id: citizenId } = await prisma.citizen.create({ data: { channel: 'bench', externalId: 'bench' } });
  for (let from = 0; from < size; from += batch) {
    const made = Array.from({ length: Math.min(batch, size - from) }, (_, i) => makeCase(world, from + i));
    const ids = made.map(() => randomUUID());
    const times = made.map(({ filedAt }) => filedAt);
    const numbers = made.map((_, i) => `BENCH-${from + i}`);
    await pool.query(
      `INSERT INTO cases (id, number, state, filed_at, triaged_at)
      SELECT id, number, 'in_hand', at, at FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS t(id, number, at)`,
      [ids, numbers, times],
    );
    await pool.query(
      `INSERT INTO complaints (id, citizen_id, case_id, text, ordinal, created_at)
      SELECT gen_random_uuid(), $1, id, text, 0, at
      FROM unnest($2::uuid[], $3::text[], $4::timestamptz[]) AS t(id, text, at)`,
      [citizenId, ids, made.map(({ text }) => text), times],
    );
  }
  await pool.query('ANALYZE');
}

/** How long triage takes to know all open cases after it has started, from a real PostgreSQL. */
export async function measureStartUp(serverUrl: string, world: World, size: number): Promise<StartUp> {
  const url = await createBenchDatabase(serverUrl, 'bench_similar');
  const database = openDatabase(url, { poolSize: 4 });
  await insertCases(database, world, size);
  const directory = await loadDirectory(database.prisma);
  let longestWaitMs = 0;
  let tick = performance.now();
  const timer = setInterval(() => {
    longestWaitMs = Math.max(longestWaitMs, performance.now() - tick - 10);
    tick = performance.now();
  }, 10);
  const used = process.cpuUsage();
  const began = performance.now();
  const similar = await openSimilar({
    database,
    databaseUrl: url,
    directory,
    logger: createLogger('bench', 'fatal'),
    now: () => new Date('2026-11-25T08:00:00Z'),
  });
  await similar.filled;
  const seconds = (performance.now() - began) / 1_000;
  const cpuSeconds = cpuSince(used) / 1_000;
  clearInterval(timer);
  await similar.close();
  await database.close();
  return { cases: size, seconds, cpuSeconds, longestWaitMs };
}
