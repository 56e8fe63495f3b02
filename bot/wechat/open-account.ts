import { MinqingError } from '../../core/errors.ts';
import { accountOptions, type WechatSettings } from '../channels/wechat-settings.ts';
import { createMemoryTokenStore } from '../puppets/official-account/access-token.ts';
import { type AccountCalls, accountCalls } from '../puppets/official-account/account-calls.ts';
import { createApiClient } from '../puppets/official-account/api-client.ts';
import { OfficialAccountError } from '../puppets/official-account/api-error.ts';

/** The account's API for a command: `stable_token` gives it the token that the bots use, without ending theirs. */
export function openAccount(settings: WechatSettings): AccountCalls {
  const tokenStore = createMemoryTokenStore();
  return accountCalls(
    createApiClient({ ...accountOptions(settings), tokenStore, now: () => new Date(), timeoutMs: 15_000 }),
  );
}

/** @throws MinqingError in the words of whoever runs the command */
export async function ask<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof OfficialAccountError)) throw error;
    const code = error.remedy === 'configuration' ? 'invalid' : 'unavailable';
    throw new MinqingError(code, `公众号接口没有成功：${error.message}`, { cause: error });
  }
}
