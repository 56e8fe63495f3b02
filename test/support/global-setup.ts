import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openEmbeddedPostgres } from '../../core/start/embedded-postgres.ts';
import { loadShippedModel } from '../../triage/shipped.ts';
import { answersPing } from './answers-ping.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL server where the tests may create and drop databases. */
    postgresUrl: string;
    /** The start of every database name of this run. */
    databasePrefix: string;
    /** A Redis that answers, or null. */
    redisUrl: string | null;
  }
}

/** One server for all tests: the one that was named for them, else a private one; never one that happens to run. */
async function openServer(): Promise<{ url: string; close(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, close: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'minqing-test-'));
  const server = await openEmbeddedPostgres(folder, { fsync: false });
  return {
    url: server.url,
    async close() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function dropDatabases(url: string, prefix: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
    [prefix],
  );
  for (const { datname } of rows) {
    await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(datname)} WITH (FORCE)`);
  }
  await client.end();
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Trained once here, not by every triage process that the tests start at the same time.
  loadShippedModel();
  const server = await openServer();
  const prefix = `minqing_test_${randomBytes(4).toString('hex')}_`;
  const redisUrl = process.env.REDIS_URL || 'redis://127.0.0.1:6379';
  project.provide('postgresUrl', server.url);
  project.provide('databasePrefix', prefix);
  project.provide('redisUrl', (await answersPing(redisUrl)) ? redisUrl : null);
  return async () => {
    await dropDatabases(server.url, prefix);
    await server.close();
  };
}
