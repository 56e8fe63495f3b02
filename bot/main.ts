import { once } from 'node:events';
import express from 'express';
import { readConfig } from '../core/config.ts';
import { createFileStore } from '../core/files/file-store.ts';
import { handleErrors } from '../core/http/problem.ts';
import { createLogger } from '../core/logger.ts';
import { createQueues } from '../core/queue/queues.ts';
import { runMain } from '../core/run-main.ts';
import { onStop } from '../core/stop.ts';
import { createNonceStore } from '../prisma/accounts/nonce-store.ts';
import { createTokenStore } from '../prisma/accounts/token-store.ts';
import { openDatabase } from '../prisma/client.ts';
import { chooseChannel, isOfficialAccount, isSimulator } from './channels/choose-channel.ts';
import { startBot } from './compose.ts';
import { createMessageFeed } from './http/message-feed.ts';
import { simulatorRoutes } from './http/simulator.ts';
import { wechatRoutes } from './http/wechat.ts';

/** Connections that may wait to be taken: beyond 511, the usual number, a thousand citizens at once would knock in vain for seconds. */
const mostKnocking = 4_096;

/** `npm run bot`: talks with citizens on the channel that `BOT_PUPPET` names. */
await runMain(async () => {
  const config = readConfig('bot', process.env);
  const logger = createLogger('bot', config.logLevel);
  const now = () => new Date();
  const database = openDatabase(config.databaseUrl);
  const db = database.prisma;
  // What WeChat waits for has connections of its own.
  const door = openDatabase(config.databaseUrl, { poolSize: 2 });
  const storesOf = (account: string) => ({
    tokenStore: createTokenStore(db, account),
    nonceStore: createNonceStore(door.prisma, account),
  });
  const channel = await chooseChannel({ settings: config, storesOf, logger, now });
  let knocked = false;
  const isArriving = () => {
    const somebody = knocked;
    knocked = false;
    return somebody;
  };
  const files = createFileStore(config);
  const queues = createQueues(config, logger);
  const bot = await startBot({
    db,
    doorDb: door.prisma,
    isArriving,
    queues,
    channel,
    files,
    logger,
    now,
    settings: config,
  });

  const app = express().disable('x-powered-by');
  app.get('/healthz', (_request, response) => {
    response.json({ alive: true });
  });
  const feed = isSimulator(channel) ? await createMessageFeed(config.databaseUrl, db, logger) : null;
  if (feed && isSimulator(channel) && config.demo)
    app.use('/simulator/api', simulatorRoutes({ db, feed, channel: channel.name, send: channel.inject }));
  if (isOfficialAccount(channel)) app.use('/wechat', wechatRoutes(channel.puppet, logger));
  app.use(handleErrors(logger));
  const server = app.listen(config.botPort, config.botHost, mostKnocking);
  server.on('connection', () => {
    knocked = true;
  });
  await once(server, 'listening');
  logger.info({ port: config.botPort, channel: channel.name }, 'bot is listening');

  onStop(async () => {
    server.close();
    await feed?.close();
    server.closeAllConnections();
    await bot.stop();
    await queues.close();
    await door.close();
    await database.close();
  }, logger);
});
