import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { MinqingError } from '../errors.ts';
import { held, release } from './hold.ts';

export type Env = Record<string, string | undefined>;

const manyDeaths = 6;
const withinMs = 60_000;
const stopWithinMs = 10_000;

const isOver = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

/** Runs one program of the project to its end; throws when it fails, with the meaning of its exit status. */
export async function runStep(
  title: string,
  program: string[],
  options: { cwd: string; env: Env; signal: AbortSignal },
): Promise<void> {
  options.signal.throwIfAborted();
  const child = spawn(process.execPath, program, {
    cwd: options.cwd,
    env: options.env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const end = () => child.kill('SIGTERM');
  options.signal.addEventListener('abort', end);
  const [code] = (await once(child, 'exit')) as [number | null];
  options.signal.removeEventListener('abort', end);
  options.signal.throwIfAborted();
  if (code === 0) return;
  throw new MinqingError(
    code === 3 ? 'unavailable' : code === 2 ? 'invalid' : 'conflict',
    `${title}没有成功，原因见上文`,
  );
}

export interface Service {
  /** Lets it begin: until then it only loads its code. */
  go(): void;
  stop(): Promise<void>;
}

/** Keeps a service running, from `go` on: starts it again when it dies, later each time, and gives up when it dies too often. */
export function supervise(
  name: string,
  program: string,
  options: { cwd: string; env: Env; say: (text: string) => void; giveUp: (error: MinqingError) => void },
): Service {
  const deaths: number[] = [];
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  let child: ChildProcess;

  let going = false;
  const start = () => {
    child = spawn(process.execPath, ['--import', 'tsx', program], {
      cwd: options.cwd,
      env: going ? options.env : { ...options.env, ...held },
      // Through the channel a service notices that its supervisor is gone, however it went.
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.once('exit', (code, signal) => {
      if (stopping) return;
      const now = Date.now();
      deaths.push(now);
      const recent = deaths.filter((at) => now - at < withinMs).length;
      if (recent >= manyDeaths) {
        options.giveUp(
          new MinqingError('unavailable', `${name} 一分钟内退出了 ${recent} 次，不再重启，原因见上文`),
        );
        return;
      }
      const delay = Math.min(250 * 2 ** recent, 8_000);
      options.say(`${name} 意外退出（${signal ?? code}），${delay / 1_000} 秒后重新启动。`);
      timer = setTimeout(start, delay);
    });
  };
  start();

  return {
    go() {
      going = true;
      release(child);
    },
    async stop() {
      stopping = true;
      clearTimeout(timer);
      if (isOver(child)) return;
      const over = once(child, 'exit');
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
      await over;
      clearTimeout(force);
    },
  };
}
