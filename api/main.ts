import { once } from 'node:events';
import { join } from 'node:path';
import { readConfig } from '../core/config.ts';
import { createFileStore } from '../core/files/file-store.ts';
import { createLogger } from '../core/logger.ts';
import { createQueues } from '../core/queue/queues.ts';
import { runMain } from '../core/run-main.ts';
import { onStop } from '../core/stop.ts';
import { repeatSweep } from '../core/sweep.ts';
import { checkAutomation } from '../prisma/automation/permit.ts';
import { sweepDeadlines } from '../prisma/cases/sweep-deadlines.ts';
import { openDatabase } from '../prisma/client.ts';
import { sweepTakeovers } from '../prisma/takeovers/end.ts';
import { createApp } from './app.ts';
import { createLive } from './live.ts';

/** `npm run api`: the HTTP API, the console and the clock that fires deadlines. */
await runMain(async () => {
  const config = readConfig('api', process.env);
  const logger = createLogger('api', config.logLevel);
  const database = openDatabase(config.databaseUrl);
  const db = database.prisma;
  const files = createFileStore(config);
  const queues = createQueues(config, logger);
  const live = await createLive(config.databaseUrl, db, logger);
  const now = () => new Date();
  const pagesDir = join(import.meta.dirname, '..', 'dist', 'console');
  const app = createApp({ db, queues, live, files, logger, now, settings: { ...config, pagesDir } });
  const server = app.listen(config.apiPort, config.apiHost);
  await once(server, 'listening');
  logger.info({ port: config.apiPort }, 'api is listening');

  const sweep = repeatSweep(
    'deadlines',
    config.sweepSeconds,
    async () => {
      for (const owed of await sweepDeadlines(db, now())) await queues.nudge('deliver', owed);
      for (const owed of await sweepTakeovers(db, now())) await queues.nudge('deliver', owed);
    },
    logger,
  );
  const proofSweep = repeatSweep(
    'automation',
    config.sweepSeconds,
    async () => {
      const off = await checkAutomation(db, { bar: config.automationBar, now: now() });
      if (off.length > 0) logger.warn({ rules: off }, 'dispatch without review switched itself off');
    },
    logger,
  );
  onStop(async () => {
    await proofSweep.close();
    await sweep.close();
    server.close();
    await live.close();
    server.closeAllConnections();
    await queues.close();
    await database.close();
  }, logger);
});
