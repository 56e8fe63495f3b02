import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

/** A database with the tables, the demonstration city and its accounts, by the commands that everybody uses. */
export async function createBenchDatabase(serverUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const env = { ...process.env, DATABASE_URL: url.toString(), MINQING_DEMO: 'true', LOG_LEVEL: 'fatal' };
  for (const program of ['prisma/migrate/main.ts', 'prisma/seed/main.ts'])
    await run(process.execPath, ['--import', 'tsx', program], { env });
  return url.toString();
}
