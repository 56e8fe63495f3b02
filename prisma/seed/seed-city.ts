import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../core/config.ts';
import { MinqingError } from '../../core/errors.ts';
import { openDatabase } from '../client.ts';
import { readCity } from '../directory/read-city.ts';
import { createDemoAccounts } from './demo-accounts.ts';
import { storeCity } from './store-city.ts';

/**
 * Loads the city's files into the database, and in demonstration mode its accounts. Safe to repeat.
 * @returns what was done, in Chinese
 * @throws MinqingError `invalid` naming the file and line of every problem
 */
export async function seedCity(config: Config<'seed'>): Promise<string> {
  const { directory, problems } = readCity(config.cityDir);
  if (problems.length > 0) {
    const lines = problems.map(({ file, line, message }) => `${file}:${line}: ${message}`);
    throw new MinqingError('invalid', lines.join('\n'));
  }
  const database = openDatabase(config.databaseUrl, { poolSize: 2 });
  try {
    const stored = await storeCity(database.prisma, directory);
    if (config.demo) {
      const accounts = await createDemoAccounts(database.prisma);
      await mkdir(config.dataDir, { recursive: true });
      await writeFile(join(config.dataDir, 'demo-accounts.json'), JSON.stringify(accounts, null, 2));
    }
    return stored ? `已装入${directory.city.name}的资料` : `${directory.city.name}的资料没有变化`;
  } finally {
    await database.close();
  }
}
