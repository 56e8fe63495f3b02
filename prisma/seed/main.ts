import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '../../core/config.ts';
import { runMain } from '../../core/run-main.ts';
import { openDatabase } from '../client.ts';
import { readCity } from '../directory/read-city.ts';
import { createDemoAccounts } from './demo-accounts.ts';
import { storeCity } from './store-city.ts';

/** `npm run seed`: loads the city's files, and in demonstration mode its accounts. Safe to repeat. */
await runMain(async () => {
  const config = readConfig('seed', process.env);
  const { directory, problems } = readCity(config.cityDir);
  if (problems.length > 0) {
    for (const { file, line, message } of problems) process.stderr.write(`${file}:${line}: ${message}\n`);
    process.exitCode = 1;
    return;
  }
  const database = openDatabase(config.databaseUrl, { poolSize: 2 });
  try {
    const stored = await storeCity(database.prisma, directory);
    process.stdout.write(
      stored ? `已装入${directory.city.name}的资料\n` : `${directory.city.name}的资料没有变化\n`,
    );
    if (config.demo) {
      const accounts = await createDemoAccounts(database.prisma);
      await mkdir(config.dataDir, { recursive: true });
      await writeFile(join(config.dataDir, 'demo-accounts.json'), JSON.stringify(accounts, null, 2));
    }
  } finally {
    await database.close();
  }
});
