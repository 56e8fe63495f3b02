import { readConfig } from '../core/config.ts';
import { migrateQueues } from '../core/queue/backend.ts';
import { runMain } from '../core/run-main.ts';
import { migrate } from './migrate/migrate.ts';
import { seedCity } from './seed/seed-city.ts';

/** What `npm start` runs before its services: the schema, the queues' tables and the city, in one process. */
await runMain(async () => {
  const config = readConfig('seed', process.env);
  await migrate(config.databaseUrl);
  await migrateQueues(config);
  await seedCity(config);
});
