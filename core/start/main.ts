import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Config, readConfig } from '../config.ts';
import { MinqingError } from '../errors.ts';
import { runMain } from '../run-main.ts';
import { type Env, runStep, supervise } from './children.ts';
import { consoleConfig, isConsoleStale } from './console-build.ts';
import { lockFile } from './directory-lock.ts';
import { openEmbeddedPostgres } from './embedded-postgres.ts';
import { findPort } from './ports.ts';
import { welcome } from './welcome.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const services = { bot: 'bot/main.ts', triage: 'triage/main.ts', api: 'api/main.ts' };
const readyWithinMs = 60_000;
const local = '127.0.0.1';

const say = (text: string) => process.stdout.write(`${text}\n`);

function checkNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new MinqingError('invalid', `需要 Node 20.19 或更新的版本，现在是 ${process.versions.node}`);
}

function lockData(dataDir: string): { release(): void } {
  mkdirSync(dataDir, { recursive: true });
  const lock = lockFile(join(dataDir, 'start.lock'));
  if ('release' in lock) return lock;
  throw new MinqingError(
    'conflict',
    `民情直通车已经在用 ${dataDir}（进程 ${lock.heldBy}）。请先停止它，或用 MINQING_DATA 指定另一个目录`,
  );
}

async function choosePorts(config: Config<'start'>): Promise<{ api: number; bot: number }> {
  const api = await findPort(config.apiPort || 3_000, config.apiHost);
  if (config.apiPort !== 0 && api !== config.apiPort) say(`端口 ${config.apiPort} 已被占用，改用 ${api}。`);
  return { api, bot: await findPort(config.botPort || 3_001, local, [api]) };
}

/** Waits until each address answers: the page is shown only when the bot behind it listens, too. */
async function waitUntilReady(addresses: string[], signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  for (const address of addresses) {
    while (!(await isReady(address))) {
      signal.throwIfAborted();
      if (Date.now() > deadline)
        throw new MinqingError('unavailable', `${readyWithinMs / 1_000} 秒内没有就绪：${address}`);
      await new Promise((done) => setTimeout(done, 150));
    }
  }
}

async function isReady(address: string): Promise<boolean> {
  const response = await fetch(address, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
  await response?.body?.cancel();
  return response?.ok ?? false;
}

async function startDatabase(dataDir: string, cleanups: (() => Promise<void> | void)[]): Promise<string> {
  const postgres = await openEmbeddedPostgres(dataDir);
  cleanups.push(() => postgres.close());
  return postgres.url;
}

async function buildConsole(step: Parameters<typeof runStep>[2]): Promise<void> {
  say('正在生成工作台页面……');
  const vite = join(createRequire(import.meta.url).resolve('vite/package.json'), '../bin/vite.js');
  await runStep('工作台页面的生成', [vite, 'build', '--config', consoleConfig], step);
}

// The system's own end: asked for (no reason), or because a service gave up (its error).
function createEnding() {
  const ending = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => ending.abort('asked'));
  return ending;
}

async function run(ending: AbortController): Promise<void> {
  checkNode();
  const config = readConfig('start', process.env);
  const dataDir = resolve(config.dataDir);
  const cleanups: (() => Promise<void> | void)[] = [];
  const lock = lockData(dataDir);
  cleanups.push(() => lock.release());
  try {
    const ports = await choosePorts(config);
    const demo = process.env.MINQING_DEMO ? config.demo : true;
    if (!config.givenDatabaseUrl) say('正在启动内置数据库……');
    const databaseUrl = config.givenDatabaseUrl ?? (await startDatabase(dataDir, cleanups));
    const env: Env = {
      ...process.env,
      DATABASE_URL: databaseUrl,
      MINQING_DATA: dataDir,
      MINQING_DEMO: String(demo),
      LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
      NODE_ENV: process.env.NODE_ENV || 'production',
      API_PORT: String(ports.api),
      API_HOST: config.apiHost,
      BOT_PORT: String(ports.bot),
      BOT_HOST: local,
      BOT_URL: `http://${local}:${ports.bot}`,
    };
    const step = { cwd: root, env, signal: ending.signal };
    const giveUp = (error: MinqingError) => ending.abort(error);
    // The services load their code while the database is prepared, and begin when it is.
    const running = Object.entries(services).map(([name, program]) =>
      supervise(name, program, { cwd: root, env, say, giveUp }),
    );
    cleanups.push(async () => {
      await Promise.all(running.map((service) => service.stop()));
    });
    await Promise.all([
      runStep('数据库的准备', ['--import', 'tsx', 'prisma/prepare.ts'], step),
      isConsoleStale(root) && buildConsole(step),
    ]);
    for (const service of running) service.go();
    await waitUntilReady([`http://${local}:${ports.api}/readyz`, `${env.BOT_URL}/healthz`], ending.signal);
    say(welcome({ origin: `http://localhost:${ports.api}`, dataDir, demo }));
    await new Promise((done) => {
      // A pending promise alone does not keep a process alive; the services' channels do.
      ending.signal.addEventListener('abort', done);
      if (ending.signal.aborted) done(undefined);
    });
    ending.signal.throwIfAborted();
  } finally {
    // Last come, first gone: the services before their database.
    for (const cleanup of cleanups.reverse()) await cleanup();
  }
}

const ending = createEnding();
await runMain(async () => {
  try {
    await run(ending);
  } catch (error) {
    if (error !== 'asked') throw error;
    say('已停止。');
  }
});
process.exit();
