import { randomBytes } from 'node:crypto';
import type { FakeApi } from './fake-api.ts';

/** Settings of an official account whose API is the fake one. */
export function accountSettings(api: FakeApi) {
  const token = randomBytes(8).toString('hex');
  const aesKey = randomBytes(32).toString('base64').slice(0, 43);
  return {
    token,
    aesKey,
    env: {
      BOT_PUPPET: 'official-account',
      WECHAT_APP_ID: api.account.appId,
      WECHAT_APP_SECRET: api.account.appSecret,
      WECHAT_TOKEN: token,
      WECHAT_AES_KEY: aesKey,
      WECHAT_API_BASE: api.url,
    },
  };
}
