import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { isUnanswered, unavailable, withoutCredentials } from '../../core/address.ts';
import { describeError, MinqingError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';

const defaultFolder = fileURLToPath(new URL('../migrations', import.meta.url));

// The lock that Prisma's own engine takes, so that `prisma migrate deploy` and this never run side by side.
const lockKey = 72_707_369;

// As Prisma's engine creates it.
const historyTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
)`;

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

interface HistoryRow {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const bytes = await readFile(join(folder, name, 'migration.sql'));
      return {
        name,
        sql: bytes.toString('utf8'),
        checksum: createHash('sha256').update(bytes).digest('hex'),
      };
    }),
  );
}

/** The migrations still to apply; refuses a history that does not fit the files. */
function findPending(migrations: Migration[], history: HistoryRow[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of history) {
    const name = row.migration_name;
    const migration = known.get(name);
    if (row.finished_at === null) {
      throw new MinqingError(
        'conflict',
        `数据库迁移 ${name} 上次没有做完，请先用 prisma migrate resolve 处理`,
      );
    }
    if (!migration) {
      throw new MinqingError(
        'conflict',
        `数据库里有本程序不认识的迁移 ${name}：数据库比程序新，请先升级程序`,
      );
    }
    if (migration.checksum !== row.checksum) {
      throw new MinqingError(
        'conflict',
        `数据库迁移 ${name} 应用之后文件被改过：请恢复原文件，改动另写新的迁移`,
      );
    }
  }
  const applied = new Set(history.map((row) => row.migration_name));
  return migrations.filter((migration) => !applied.has(migration.name));
}

// Unlike Prisma, schema and record change in one transaction: a migration that fails leaves nothing behind.
async function apply(client: pg.Client, migration: Migration): Promise<void> {
  const startedAt = new Date();
  try {
    await client.query('BEGIN');
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name, startedAt],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw new MinqingError('conflict', `数据库迁移 ${migration.name} 失败，已撤回：${describeError(error)}`, {
      cause: error,
    });
  }
}

/**
 * Brings the database at `url` to the schema: applies `prisma/migrations/<time>_<name>/migration.sql` in order and
 * records each as Prisma does, so that `prisma migrate deploy` and `status` agree. Safe to run twice and by two
 * processes at once. Throws `unavailable` (no answer), `invalid` (refused) or `conflict` (history and files differ).
 */
export async function migrate(
  url: string,
  logger?: Logger,
  folder: string = defaultFolder,
): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(folder);
  const client = await connect(url);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    await client.query(historyTable);
    const history = await client.query<HistoryRow>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    );
    const applied: string[] = [];
    for (const migration of findPending(migrations, history.rows)) {
      await apply(client, migration);
      logger?.info({ migration: migration.name }, 'migration applied');
      applied.push(migration.name);
    }
    return { applied };
  } finally {
    // The end of the session gives the lock back.
    await client.end();
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    if (isUnanswered(error)) throw unavailable('数据库', url, error);
    throw new MinqingError(
      'invalid',
      `数据库不接受连接（${withoutCredentials(url)}）：${describeError(error)}`,
      {
        cause: error,
      },
    );
  }
}
