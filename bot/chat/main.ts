import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { readConfig } from '../../core/config.ts';
import { MinqingError } from '../../core/errors.ts';
import { createFileStore } from '../../core/files/file-store.ts';
import { createLogger } from '../../core/logger.ts';
import { createQueues } from '../../core/queue/queues.ts';
import { runMain } from '../../core/run-main.ts';
import { openEmbeddedPostgres } from '../../core/start/embedded-postgres.ts';
import { openDatabase } from '../../prisma/client.ts';
import { prepareDatabase } from '../../prisma/seed/prepare-database.ts';
import { createSimulatorChannel } from '../channels/simulator.ts';
import { startBot } from '../compose.ts';
import { createTerminal } from './terminal.ts';

function readArguments() {
  try {
    const options = {
      as: { type: 'string', default: '市民' },
      jsonl: { type: 'boolean', default: false },
    } as const;
    return parseArgs({ options }).values;
  } catch (cause) {
    throw new MinqingError('invalid', '用法：npm run -s chat -- [--as 姓名] [--jsonl]', { cause });
  }
}

/** `npm run chat`: the real bot over a real puppet, a line of standard input for each message. */
await runMain(async () => {
  const { as: citizen, jsonl } = readArguments();
  const config = readConfig('chat', process.env);
  const logger = createLogger('chat', config.logLevel === 'info' ? 'warn' : config.logLevel);
  const now = () => new Date();
  const embedded = config.givenDatabaseUrl ? null : await openEmbeddedPostgres(config.dataDir);
  const databaseUrl = config.givenDatabaseUrl ?? embedded!.url;
  const settings = { databaseUrl, redisUrl: config.redisUrl };
  await prepareDatabase(settings, config.cityDir);
  const database = openDatabase(databaseUrl);
  const files = createFileStore(config);
  const queues = createQueues(settings, logger);
  const channel = createSimulatorChannel('terminal', logger, now);
  const terminal = createTerminal({ db: database.prisma, channel, citizen, jsonl, out: process.stdout });
  const bot = await startBot({ db: database.prisma, queues, channel, files, logger, now, settings: config });

  await terminal.skipHistory();
  let bad = false;
  for await (const line of createInterface({ input: process.stdin }))
    bad = !(await terminal.say(line)) || bad;
  await bot.stop();
  await queues.close();
  await database.close();
  await embedded?.close();
  if (bad) process.exitCode = 1;
});
