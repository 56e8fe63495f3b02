import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MinqingError } from '../errors.ts';
import { chooseAccount } from './postgres-account.ts';
import { logFile, readServer, type Server, serverFolder } from './server-file.ts';

const hostProgram = fileURLToPath(new URL('./postgres-host.ts', import.meta.url));
const projectRoot = fileURLToPath(new URL('../..', import.meta.url));
const upWithinMs = 60_000;

export interface EmbeddedPostgres {
  /** The address of the database `minqing` on the private server, with its password. */
  url: string;
  /** Lets go of the server; resolves when it has stopped, or at once while others still use it. */
  close(): Promise<void>;
}

/**
 * Opens the private PostgreSQL of a data folder: joins the server that runs there, or starts one. It runs for as long
 * as anyone who opened it lives. `fsync: false` is for tests, which may lose what they wrote.
 */
export async function openEmbeddedPostgres(
  dataDir: string,
  options: { fsync?: boolean } = {},
): Promise<EmbeddedPostgres> {
  const folder = resolve(serverFolder(dataDir));
  const joined = await join(readServer(folder));
  if (joined) return joined;

  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  const host = startHost(folder, options.fsync ?? true);
  let ended = false;
  host.once('exit', () => {
    ended = true;
  });
  const deadline = Date.now() + upWithinMs;
  while (Date.now() < deadline) {
    const server = await join(readServer(folder));
    if (server) return server;
    // A host that ends at once has either failed or found another one on its way up.
    if (ended && host.exitCode !== 0) break;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new MinqingError(
    'unavailable',
    `内置数据库没有启动，原因见 ${logFile(folder)}：${lastLines(folder)}`,
  );
}

function startHost(folder: string, fsync: boolean) {
  const { command, uid, gid } = chooseAccount(folder);
  const [program = '', ...before] = command;
  const log = openSync(logFile(folder), 'a');
  const args = [...before, '--import', 'tsx', hostProgram, folder, ...(fsync ? [] : ['--fsync=off'])];
  const host = spawn(program, args, {
    // A group of its own: a Ctrl-C in the terminal is not for it.
    detached: true,
    cwd: projectRoot,
    stdio: ['ignore', log, log],
    ...(uid === undefined || gid === undefined ? {} : { uid, gid }),
  });
  host.unref();
  return host;
}

function lastLines(folder: string): string {
  return readFileSync(logFile(folder), 'utf8').trim().split('\n').slice(-3).join(' ');
}

async function join(server: Server | null): Promise<EmbeddedPostgres | null> {
  if (!server) return null;
  const socket = await greet(server);
  if (!socket) return null;
  const ended = new Promise<void>((done) => socket.once('close', () => done()));
  return {
    url: server.url,
    async close() {
      socket.ref();
      socket.write('bye\n');
      await ended;
    },
  };
}

function greet(server: Server): Promise<Socket | null> {
  return new Promise((done) => {
    const socket = connect(server.controlPort, '127.0.0.1', () => socket.write(`${server.token}\n`));
    // The connection says that this process lives; it must not be the reason for it.
    socket.unref();
    const timer = setTimeout(() => socket.destroy(), 5_000);
    socket.on('error', () => {});
    socket.once('close', () => {
      clearTimeout(timer);
      done(null);
    });
    socket.once('data', () => {
      clearTimeout(timer);
      done(socket);
    });
  });
}
