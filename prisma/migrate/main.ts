import { readConfig } from '../../core/config.ts';
import { createLogger } from '../../core/logger.ts';
import { migrateQueues } from '../../core/queue/backend.ts';
import { runMain } from '../../core/run-main.ts';
import { migrate } from './migrate.ts';

await runMain(async () => {
  const config = readConfig('migrate', process.env);
  const { applied } = await migrate(config.databaseUrl, createLogger('migrate', config.logLevel));
  await migrateQueues(config);
  process.stdout.write(applied.length > 0 ? `已应用迁移：${applied.join('、')}\n` : '数据库已是最新。\n');
});
