/**
 * Loaded into a process that is measured (`--import`, with `--expose-gc`): on SIGUSR2 it collects its garbage and sends
 * what it still holds to whoever started it.
 */
export interface MemoryReport {
  heapUsedBytes: number;
  /** Of the whole process, as the system counts it. */
  residentBytes: number;
}

process.on('SIGUSR2', () => {
  for (let round = 0; round < 3; round += 1) (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  const report: MemoryReport = { heapUsedBytes: heapUsed + external, residentBytes: rss };
  process.send?.(report);
});
