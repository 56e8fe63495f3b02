import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { until } from './until.ts';

export interface WholeSystem {
  /** The console's address, as `npm start` printed it. */
  origin: string;
  /** What it printed so far. */
  printed(): string;
  /** Ctrl-C; resolves when it has ended. */
  interrupt(): Promise<void>;
  /** Whether any process of its group still lives. */
  lives(): boolean;
}

/** `npm start`, as a new user types it, with its data in a folder of the test's own. */
export async function startWholeSystem(
  dataDir: string,
  ports: { api: number; bot: number },
): Promise<WholeSystem> {
  const { DATABASE_URL: _database, REDIS_URL: _redis, NODE_ENV: _env, ...inherited } = process.env;
  const env = {
    ...inherited,
    MINQING_DATA: dataDir,
    API_PORT: String(ports.api),
    BOT_PORT: String(ports.bot),
    SWEEP_SECONDS: '1',
  };
  // A group of its own, so that a Ctrl-C reaches all of it, as it does in a terminal.
  const child: ChildProcess = spawn('npm', ['start'], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const origin = await until(
    'npm start to print its address',
    async () => {
      if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`);
      return /工作台\s+(http:\S+?)\/\s/.exec(printed)?.[1];
    },
    120_000,
  );
  return {
    origin,
    printed: () => printed,
    async interrupt() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      process.kill(-child.pid!, 'SIGINT');
      await gone;
    },
    lives() {
      try {
        return process.kill(-child.pid!, 0);
      } catch {
        return false;
      }
    },
  };
}
