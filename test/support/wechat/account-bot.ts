import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import pino from 'pino';
import { createOfficialAccountChannel } from '../../../bot/channels/official-account.ts';
import { startBot } from '../../../bot/compose.ts';
import { wechatRoutes } from '../../../bot/http/wechat.ts';
import type { OfficialAccountOptions } from '../../../bot/puppets/official-account/official-account-puppet.ts';
import { openFolder } from '../../../core/files/folder.ts';
import { handleErrors } from '../../../core/http/problem.ts';
import { createQueues } from '../../../core/queue/queues.ts';
import { createNonceStore } from '../../../prisma/accounts/nonce-store.ts';
import { createTokenStore } from '../../../prisma/accounts/token-store.ts';
import { openDatabase } from '../../../prisma/client.ts';
import type { FakeApi } from './fake-api.ts';
import type { Callback } from './phone.ts';

export interface AccountBot {
  callback: Callback;
  /** What was logged from warnings on, as JSON lines. */
  log: string[];
  attachmentsDir: string;
  stop(): Promise<void>;
}

/** The bot on the official account's channel in this process, behind a port of its own. */
export async function startAccountBot(parts: {
  databaseUrl: string;
  api: FakeApi;
  token: string;
  aesKey: string;
  now?: () => Date;
  options?: Partial<OfficialAccountOptions>;
}): Promise<AccountBot> {
  const { databaseUrl, api, token, aesKey, now = () => new Date(), options = {} } = parts;
  const log: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => log.push(line) });
  const { prisma: db, close } = openDatabase(databaseUrl);
  const queues = createQueues({ databaseUrl }, logger);
  const channel = createOfficialAccountChannel({
    options: {
      ...api.account,
      apiBase: api.url,
      callbackToken: token,
      encodingAesKeys: [aesKey],
      tokenStore: createTokenStore(db, api.account.appId),
      nonceStore: createNonceStore(db, api.account.appId),
      apiTimeoutMs: 1_000,
      ...options,
    },
    logger,
    now,
  });
  const attachmentsDir = await mkdtemp(join(tmpdir(), 'minqing-photos-'));
  const settings = { sweepSeconds: 1, conversationTimeoutMinutes: 30 };
  const files = openFolder(attachmentsDir);
  const bot = await startBot({ db, queues, channel, files, logger, now, settings });
  const app = express().use('/wechat', wechatRoutes(channel.puppet, logger)).use(handleErrors(logger));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    callback: { url: `http://127.0.0.1:${port}/wechat`, token, aesKey },
    log,
    attachmentsDir,
    async stop() {
      server.close();
      server.closeAllConnections();
      await bot.stop();
      await queues.close();
      await close();
      await rm(attachmentsDir, { recursive: true, force: true });
    },
  };
}
