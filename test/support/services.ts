import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

export type ServiceName = 'bot' | 'triage' | 'api';

export interface Services {
  apiUrl: string;
  start(name: ServiceName): void;
  /** `kill -9`, then resolves when the process is gone. */
  kill(name: ServiceName): Promise<void>;
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** The three real services as processes of their own, on one database; `more` are further settings. */
export async function startServices(
  databaseUrl: string,
  redisUrl: string | undefined,
  more: Record<string, string> = {},
): Promise<Services> {
  const [apiPort, botPort] = [await freePort(), await freePort()];
  const dataDir = await mkdtemp(join(tmpdir(), 'minqing-flow-'));
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl ?? '',
    MINQING_DEMO: 'true',
    MINQING_DATA: dataDir,
    API_PORT: String(apiPort),
    BOT_PORT: String(botPort),
    BOT_URL: `http://127.0.0.1:${botPort}`,
    SWEEP_SECONDS: '1',
    QUIET_PERIOD_MS: '0',
    LOG_LEVEL: 'fatal',
    ...more,
  };
  const running = new Map<ServiceName, ChildProcess>();
  const apiUrl = `http://127.0.0.1:${apiPort}`;

  const services: Services = {
    apiUrl,
    start(name) {
      running.set(
        name,
        spawn(process.execPath, ['--import', 'tsx', `${name}/main.ts`], {
          env,
          // Through the channel a service notices that a test run was cut off.
          stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
        }),
      );
    },
    async kill(name) {
      const child = running.get(name);
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    },
    async ready() {
      await until('api and bot to answer', async () => {
        const [api, bot] = await Promise.all([
          fetch(`${apiUrl}/readyz`),
          fetch(`http://127.0.0.1:${botPort}/healthz`),
        ]);
        return api.ok && bot.ok;
      });
    },
    async close() {
      await Promise.all([...running.keys()].map(services.kill));
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  for (const name of ['bot', 'triage', 'api'] as const) services.start(name);
  await services.ready();
  return services;
}
