import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '../../prisma/migrate/migrate.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase('nothing');
  folder = await mkdtemp(join(tmpdir(), 'minqing-migrations-'));
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

async function write(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
}

async function query<T extends pg.QueryResultRow>(sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<T>(sql);
  await client.end();
  return rows;
}

/** Prisma's own command, over its engine's WebAssembly build. */
async function prisma(...args: string[]): Promise<string> {
  const run = promisify(execFile)(process.execPath, ['node_modules/prisma/build/index.js', ...args], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      PRISMA_SCHEMA_ENGINE_BINARY: join(root, 'prisma/schema-engine.mjs'),
      CHECKPOINT_DISABLE: '1',
    },
  });
  const { stdout, stderr } = await run.catch((error) => error as { stdout: string; stderr: string });
  return stdout + stderr;
}

test('Prisma agrees that what we migrated is up to date, and that it fits the schema', async () => {
  await migrate(database.url);
  expect(await prisma('migrate', 'status')).toContain('Database schema is up to date');
  expect(await prisma('migrate', 'deploy')).toContain('No pending migrations to apply');
  const diff = ['--from-config-datasource', '--to-schema', 'prisma/schema.prisma'];
  expect(await prisma('migrate', 'diff', ...diff)).toContain('No difference detected');
});

test('we agree that what Prisma deployed is up to date', async () => {
  expect(await prisma('migrate', 'deploy')).toContain('successfully applied');
  expect(await migrate(database.url)).toEqual({ applied: [] });
});

test('applied in order, once, by four at the same time', async () => {
  await write('20260101000000_first', 'CREATE TABLE a (id int); SELECT pg_sleep(0.1);');
  await write('20260102000000_second', 'ALTER TABLE a ADD COLUMN name text;');
  const runs = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, undefined, folder)));
  expect(runs.map(({ applied }) => applied.length).toSorted()).toEqual([0, 0, 0, 2]);
  expect(await query('SELECT migration_name FROM _prisma_migrations ORDER BY started_at')).toEqual([
    { migration_name: '20260101000000_first' },
    { migration_name: '20260102000000_second' },
  ]);
});

test('a migration that fails leaves nothing behind and can be mended', async () => {
  await write('20260101000000_first', 'CREATE TABLE a (id int); CREATE TABLE a (id int);');
  await expect(migrate(database.url, undefined, folder)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('20260101000000_first'),
  });
  await write('20260101000000_first', 'CREATE TABLE a (id int);');
  expect((await migrate(database.url, undefined, folder)).applied).toHaveLength(1);
});

test('a changed file, an unknown migration and one that Prisma left half done are refused by name', async () => {
  await write('20260101000000_first', 'CREATE TABLE a (id int);');
  await migrate(database.url, undefined, folder);
  await write('20260101000000_first', 'CREATE TABLE b (id int);');
  await expect(migrate(database.url, undefined, folder)).rejects.toThrow('文件被改过');
  await rm(join(folder, '20260101000000_first'), { recursive: true });
  await expect(migrate(database.url, undefined, folder)).rejects.toThrow('不认识的迁移 20260101000000_first');
  await query('UPDATE _prisma_migrations SET finished_at = NULL');
  await expect(migrate(database.url, undefined, folder)).rejects.toThrow('没有做完');
});

test('the command says 3 and the address, without the password, when nothing answers', async () => {
  const env = { ...process.env, DATABASE_URL: 'postgresql://somebody:secret@127.0.0.1:9/none' };
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'prisma/migrate/main.ts'], {
    cwd: root,
    env,
  });
  const failure = (await run.catch((error: unknown) => error)) as { code: number; stderr: string };
  expect(failure.code).toBe(3);
  expect(failure.stderr).toContain('127.0.0.1:9/none');
  expect(failure.stderr).not.toContain('secret');
});

test('the command creates the tables and those of the queues, and can be repeated', async () => {
  const env = { ...process.env, DATABASE_URL: database.url, REDIS_URL: '' };
  for (let turn = 0; turn < 2; turn++) {
    await promisify(execFile)(process.execPath, ['--import', 'tsx', 'prisma/migrate/main.ts'], {
      cwd: root,
      env,
    });
  }
  const schemas = await query<{ schema: string }>(
    "SELECT DISTINCT table_schema AS schema FROM information_schema.tables WHERE table_schema IN ('public', 'bullmq')",
  );
  expect(schemas.map(({ schema }) => schema).toSorted()).toEqual(['bullmq', 'public']);
});
