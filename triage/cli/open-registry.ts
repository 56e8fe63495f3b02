import { existsSync } from 'node:fs';
import { unavailable } from '../../core/address.ts';
import { readConfig } from '../../core/config.ts';
import { MinqingError } from '../../core/errors.ts';
import { openEmbeddedPostgres } from '../../core/start/embedded-postgres.ts';
import { serverFolder } from '../../core/start/server-file.ts';
import { openDatabase, type PrismaClient } from '../../prisma/client.ts';

/** What the commands about trained models work on. */
export interface Registry {
  db: PrismaClient;
  modelsDir: string;
}

/**
 * Opens the database of DATABASE_URL, or without it the private one in the data folder, for one command.
 * @throws MinqingError `invalid` where there is neither, `unavailable` (exit 3) where it does not answer
 */
export async function withRegistry<T>(work: (registry: Registry) => Promise<T>): Promise<T> {
  const { givenDatabaseUrl, dataDir, modelsDir } = readConfig('learn', process.env);
  if (!givenDatabaseUrl && !existsSync(serverFolder(dataDir)))
    throw new MinqingError('invalid', `没有设置 DATABASE_URL，${dataDir} 里也没有内置数据库`);
  const embedded = givenDatabaseUrl ? null : await openEmbeddedPostgres(dataDir);
  const url = givenDatabaseUrl ?? embedded!.url;
  const database = openDatabase(url, { poolSize: 2 });
  try {
    await database.prisma.$queryRaw`SELECT 1`.catch((error: unknown) => {
      throw unavailable('数据库', url, error);
    });
    return await work({ db: database.prisma, modelsDir });
  } finally {
    await database.close();
    await embedded?.close();
  }
}

/** The account in whose name a command acts. @throws MinqingError `forbidden` unless it is an administrator's */
export async function requireAdministrator(db: PrismaClient, name: string): Promise<string> {
  const user = await db.user.findUnique({ where: { name } });
  if (!user?.active || !user.roles.includes('administrator'))
    throw new MinqingError('forbidden', `“${name}”不是系统管理员的账号`);
  return user.name;
}
