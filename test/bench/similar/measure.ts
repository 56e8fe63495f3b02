import { createPlaceReader } from '../../../triage/similar/place-words.ts';
import { SimilarIndex } from '../../../triage/similar/similar-index.ts';
import { quantile } from '../quantile.ts';
import { bothManners, type MadeQuery, makeCase, retell, type World } from './made-cases.ts';
import type { Manner } from './rewrite.ts';

export interface SizeFigures {
  openCases: number;
  buildSeconds: number;
  buildCpuSeconds: number;
  /** Of the index's typed arrays, and of the whole process's heap and arrays beyond what it had before. */
  indexMegabytes: number;
  processMegabytes: number;
  /** Of one search, by the clock on the wall and by the processor's. */
  p50Ms: number;
  p99Ms: number;
  cpuP50Ms: number;
  cpuP99Ms: number;
  recallRetold: number;
  recallBrief: number;
  recallAll: number;
}

/** An index over the first `size` made cases; what is rare is taken from the starter corpus before. */
export function buildIndex(world: World, size: number, background: readonly string[]) {
  const before = memory();
  const index = new SimilarIndex(createPlaceReader(world.directory));
  for (const text of background) index.countBackground(text);
  let seconds = 0;
  let cpuSeconds = 0;
  for (let from = 0; from < size; from += 10_000) {
    // Making the cases is the bench's own work.
    const cases = Array.from({ length: Math.min(10_000, size - from) }, (_, i) => makeCase(world, from + i));
    const used = process.cpuUsage();
    const began = performance.now();
    for (const made of cases) index.put(made);
    seconds += (performance.now() - began) / 1_000;
    cpuSeconds += cpuSince(used) / 1_000;
  }
  return { index, buildSeconds: seconds, buildCpuSeconds: cpuSeconds, processMegabytes: memory() - before };
}

/** Milliseconds of processor time: what others do on the machine is not in it. */
export function cpuSince(used: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(used);
  return (user + system) / 1_000;
}

function memory(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

/** `count` retellings in each manner of cases spread over the whole index. */
export function makeQueries(world: World, size: number, count: number, seed: number): MadeQuery[] {
  return bothManners.flatMap((manner) =>
    Array.from({ length: count }, (_, i) => retell(world, Math.floor((i * size) / count), manner, seed)),
  );
}

export function measureSize(
  world: World,
  size: number,
  count: number,
  background: readonly string[],
): SizeFigures {
  const { index, ...built } = buildIndex(world, size, background);
  const queries = makeQueries(world, size, count, 1);
  for (const query of queries.slice(0, 200)) index.search(query);
  const times: number[] = [];
  const cpuTimes: number[] = [];
  const found: Record<Manner['name'], number> = { retold: 0, brief: 0 };
  for (const query of queries) {
    const used = process.cpuUsage();
    const began = performance.now();
    const results = index.search(query);
    times.push(performance.now() - began);
    cpuTimes.push(cpuSince(used));
    if (results.some(({ caseId }) => caseId === query.of)) found[query.manner]++;
  }
  return {
    openCases: size,
    ...built,
    indexMegabytes: index.bytes / 2 ** 20,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    cpuP50Ms: quantile(cpuTimes, 0.5),
    cpuP99Ms: quantile(cpuTimes, 0.99),
    recallRetold: found.retold / count,
    recallBrief: found.brief / count,
    recallAll: (found.retold + found.brief) / (2 * count),
  };
}
