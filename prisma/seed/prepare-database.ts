import { MinqingError } from '../../core/errors.ts';
import { migrateQueues, type QueueSettings } from '../../core/queue/backend.ts';
import { openDatabase } from '../client.ts';
import { readCity } from '../directory/read-city.ts';
import { migrate } from '../migrate/migrate.ts';
import { storeCity } from './store-city.ts';

/**
 * Brings a database and its queues to the schema and the city's directory into it, as the start command does.
 * @throws MinqingError `invalid` naming the first problem of the city's files
 */
export async function prepareDatabase(settings: QueueSettings, cityDir: string): Promise<void> {
  await migrate(settings.databaseUrl);
  await migrateQueues(settings);
  const { directory, problems } = readCity(cityDir);
  const [first] = problems;
  if (first) throw new MinqingError('invalid', `${first.file}:${first.line}: ${first.message}`);
  const database = openDatabase(settings.databaseUrl, { poolSize: 1 });
  try {
    await storeCity(database.prisma, directory);
  } finally {
    await database.close();
  }
}
