import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEmbeddedPostgres } from '../../core/start/embedded-postgres.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'minqing-data-'));
});
afterEach(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

test('yesterday’s rows are there after a restart, in UTF-8 and with the same password', async () => {
  const first = await openEmbeddedPostgres(dataDir);
  await query(first.url, "CREATE TABLE notes AS SELECT '路灯不亮' AS text");
  await first.close();
  await expect(query(first.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  const second = await openEmbeddedPostgres(dataDir);
  expect(await query(second.url, 'SELECT text FROM notes')).toEqual([{ text: '路灯不亮' }]);
  expect(await query(second.url, 'SHOW server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
  expect(await query(second.url, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
  expect(new URL(second.url).password).toBe(new URL(first.url).password);
  await second.close();
});

test('two who open it share one server, which ends with the last of them', async () => {
  const [first, second] = await Promise.all([openEmbeddedPostgres(dataDir), openEmbeddedPostgres(dataDir)]);
  expect(second.url).toBe(first.url);
  await first.close();
  expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await second.close();
  await expect(query(second.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
});

test('the password is for its owner alone', async () => {
  const postgres = await openEmbeddedPostgres(dataDir);
  for (const name of ['password', 'server.json']) {
    expect((await stat(join(dataDir, 'postgres', name))).mode & 0o077).toBe(0);
  }
  await postgres.close();
});

test('a process that is killed takes its server with it', async () => {
  const module = fileURLToPath(new URL('../../core/start/embedded-postgres.ts', import.meta.url));
  const program = `
    const { openEmbeddedPostgres } = await import(${JSON.stringify(module)});
    const { url } = await openEmbeddedPostgres(${JSON.stringify(dataDir)});
    process.stdout.write(url, () => process.kill(process.pid, 'SIGKILL'));`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', program];
  const killed = await promisify(execFile)(process.execPath, args).catch((error) => error);
  expect(killed.signal).toBe('SIGKILL');
  // Opening waits for the one that is going down, and then finds a cluster that was shut down in order.
  const next = await openEmbeddedPostgres(dataDir);
  expect(await query(next.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await next.close();
  const log = await readFile(join(dataDir, 'postgres', 'server.log'), 'utf8');
  expect(log).not.toContain('was not properly shut down');
});

test('a server whose host was killed is stopped before the next one starts', async () => {
  const first = await openEmbeddedPostgres(dataDir);
  const { pid } = JSON.parse(await readFile(join(dataDir, 'postgres', 'host.lock'), 'utf8'));
  process.kill(pid, 'SIGKILL');
  const second = await openEmbeddedPostgres(dataDir);
  expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await expect(query(first.url, 'SELECT 1')).rejects.toThrow();
  await second.close();
});
