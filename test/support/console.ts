import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createApp } from '../../api/app.ts';
import { createLive } from '../../api/live.ts';
import { openFolder } from '../../core/files/folder.ts';
import { createLogger } from '../../core/logger.ts';
import { createQueues } from '../../core/queue/queues.ts';
import { openDatabase } from '../../prisma/client.ts';

/** The console's pages, built into a folder of their own, and the API behind them, in this process. */
export async function startConsole(databaseUrl: string): Promise<{ origin: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'minqing-console-'));
  const pagesDir = join(folder, 'pages');
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--config', 'api/console/vite.config.ts'];
  await promisify(execFile)(process.execPath, [...vite, '--outDir', pagesDir, '--emptyOutDir']);
  const logger = createLogger('console', 'fatal');
  const database = openDatabase(databaseUrl, { poolSize: 4 });
  const queues = createQueues({ databaseUrl }, logger);
  const live = await createLive(databaseUrl, database.prisma, logger);
  const settings = {
    botUrl: 'http://127.0.0.1:9',
    demo: false,
    sessionHours: 1,
    cookieSecure: false,
    automationBar: 0.9,
    pagesDir,
  };
  const app = createApp({
    db: database.prisma,
    queues,
    live,
    files: openFolder(folder),
    logger,
    now: () => new Date(),
    settings,
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      await live.close();
      server.closeAllConnections();
      await queues.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
