import type { accountSettings } from '../support/wechat/account.ts';
import { type MeasuredProcess, startMeasured } from './measured-process.ts';

export type Account = ReturnType<typeof accountSettings>;

/** `npm run bot` on the official account's channel, as many processes as are asked for. */
export function startBots(
  count: number,
  parts: { databaseUrl: string; redisUrl: string | undefined; dataDir: string; account: Account },
): Promise<MeasuredProcess[]> {
  const { databaseUrl, redisUrl = '', dataDir, account } = parts;
  const env = (port: number) => ({
    ...account.env,
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    MINQING_DATA: dataDir,
    BOT_PORT: String(port),
    LOG_LEVEL: 'error',
  });
  return Promise.all(Array.from({ length: count }, () => startMeasured(() => ['bot/main.ts'], env)));
}

/** An Express route that only checks the signature. */
export function startBareRoute({ token }: Account): Promise<MeasuredProcess> {
  return startMeasured(
    (port) => ['test/bench/bare-route.ts', String(port), token],
    () => ({ NODE_ENV: 'production' }),
  );
}
