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

/** An index that made cases are put into, with what that takes. */
export function startIndex(world: World, background: readonly string[]) {
  const before = memory();
  const index = new SimilarIndex(createPlaceReader(world.directory));
  // What is rare is known from the starter corpus.
  for (const text of background) index.countBackground(text);
  const built = { buildSeconds: 0, buildCpuSeconds: 0, processMegabytes: 0 };
  let size = 0;
  return {
    index,
    built,
    growTo(wanted: number): void {
      while (size < wanted) {
        const count = Math.min(10_000, wanted - size);
        // Making the cases is the bench's own work.
        const cases = Array.from({ length: count }, (_, i) => makeCase(world, size + i));
        const used = process.cpuUsage();
        const began = performance.now();
        for (const made of cases) index.put(made);
        built.buildSeconds += (performance.now() - began) / 1_000;
        built.buildCpuSeconds += cpuSince(used) / 1_000;
        size += count;
      }
      built.processMegabytes = memory() - before;
    },
  };
}

/** {@link startIndex} with its first `size` cases. */
export function buildIndex(world: World, size: number, background: readonly string[]) {
  const started = startIndex(world, background);
  started.growTo(size);
  return started;
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

/** One index that grows from size to size; at each, `count` retellings in each manner are looked for. */
export function* measureSizes(
  world: World,
  sizes: readonly number[],
  count: number,
  background: readonly string[],
): Generator<SizeFigures> {
  const { index, built, growTo } = startIndex(world, background);
  for (const size of [...sizes].sort((a, b) => a - b)) {
    growTo(size);
    yield {
      openCases: size,
      ...built,
      indexMegabytes: index.bytes / 2 ** 20,
      ...search(index, makeQueries(world, size, Math.min(size, count), 1)),
    };
  }
}

function search(index: SimilarIndex, queries: readonly MadeQuery[]) {
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
  const half = queries.length / 2;
  return {
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    cpuP50Ms: quantile(cpuTimes, 0.5),
    cpuP99Ms: quantile(cpuTimes, 0.99),
    recallRetold: found.retold / half,
    recallBrief: found.brief / half,
    recallAll: (found.retold + found.brief) / queries.length,
  };
}
