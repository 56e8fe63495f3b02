import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { inject } from 'vitest';
import { migrateQueues } from '../../core/queue/backend.ts';
import { migrate } from '../../prisma/migrate/migrate.ts';

/** What a fresh database holds: nothing; the tables; the tables, the demonstration city and its accounts. */
export type Content = 'nothing' | 'tables' | 'city';

export interface TestDatabase {
  url: string;
  close(): Promise<void>;
}

const templateLock = 4_712_345;

function databaseUrl(name: string): string {
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return url.toString();
}

async function withServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function seed(url: string): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'minqing-seed-'));
  const env = { ...process.env, DATABASE_URL: url, MINQING_DATA: dataDir, MINQING_DEMO: 'true' };
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'prisma/seed/main.ts'], { env });
  await rm(dataDir, { recursive: true, force: true });
}

/** Tests run at any hour: the city has no quiet ones unless a test gives it some. */
async function wakeCity(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`UPDATE settings SET value = value || '{"quietHours": null}' WHERE name = 'city'`);
  await client.end();
}

// Migrating and seeding takes a second, copying a template a fraction: the first test that needs one makes it.
async function prepareTemplate(client: pg.Client, content: Content): Promise<string> {
  const name = `${inject('databasePrefix')}template_${content}`;
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (rowCount) return name;
  const unfinished = `${name}_unfinished`;
  await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${unfinished}`);
  const url = databaseUrl(unfinished);
  await migrate(url);
  await migrateQueues({ databaseUrl: url });
  if (content === 'city') {
    await seed(url);
    await wakeCity(url);
  }
  await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
  return name;
}

/** A database of a test file's own; `close` drops it. */
export async function createTestDatabase(content: Content = 'city'): Promise<TestDatabase> {
  const name = `${inject('databasePrefix')}${randomBytes(4).toString('hex')}`;
  await withServer(async (client) => {
    if (content === 'nothing') return client.query(`CREATE DATABASE ${name} TEMPLATE template0`);
    await client.query('SELECT pg_advisory_lock($1)', [templateLock]);
    const template = await prepareTemplate(client, content);
    return client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  return {
    url: databaseUrl(name),
    close: () =>
      withServer(async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}
