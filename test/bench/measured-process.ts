import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../support/free-port.ts';
import { until } from '../support/until.ts';
import type { MemoryReport } from './report-memory.ts';

export interface MeasuredProcess {
  url: string;
  memory(): Promise<MemoryReport>;
  stop(): Promise<void>;
}

/**
 * Starts a program of ours with a port of its own and waits until it answers there.
 * @param commandLine what follows `node`, given the port; `env` likewise
 */
export async function startMeasured(
  commandLine: (port: number) => string[],
  env: (port: number) => Record<string, string>,
): Promise<MeasuredProcess> {
  const port = await freePort();
  const flags = ['--expose-gc', ...(process.env.BENCH_NODE_FLAGS?.split(' ') ?? [])];
  const preload = ['--import', 'tsx', '--import', new URL('report-memory.ts', import.meta.url).href];
  const child: ChildProcess = spawn(process.execPath, [...flags, ...preload, ...commandLine(port)], {
    env: { PATH: process.env.PATH, ...env(port) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const url = `http://127.0.0.1:${port}`;
  await until(`${commandLine(port)[0]} to answer`, async () => {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    return (await fetch(`${url}/healthz`)).ok;
  });
  return {
    url,
    async memory() {
      const report = once(child, 'message');
      child.kill('SIGUSR2');
      return (await report)[0] as MemoryReport;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
