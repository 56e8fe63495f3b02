import { MinqingError } from '../../core/errors.ts';
import type { NoticeTemplate } from '../puppets/official-account/account-calls.ts';

/** The official account's settings, as core/config.ts reads them. */
export interface WechatSettings {
  wechatAppId?: string | undefined;
  wechatAppSecret?: string | undefined;
  wechatToken?: string | undefined;
  wechatAesKey?: string | undefined;
  wechatPreviousAesKey?: string | undefined;
  wechatEncryptedOnly: boolean;
  wechatNoticeKind: NoticeTemplate['kind'];
  wechatNoticeTemplate?: string | undefined;
  wechatNoticeField: string;
  wechatApiBase: string;
}

function required(values: Record<string, string | undefined>): void {
  const missing = Object.keys(values).filter((name) => !values[name]);
  if (missing.length > 0) throw new MinqingError('invalid', `公众号还缺设置：${missing.join('、')}`);
}

/**
 * What a call of the account's API needs.
 * @throws MinqingError `invalid` naming what is missing
 */
export function accountOptions({ wechatAppId, wechatAppSecret, wechatApiBase }: WechatSettings) {
  required({ WECHAT_APP_ID: wechatAppId, WECHAT_APP_SECRET: wechatAppSecret });
  return { appId: wechatAppId!, appSecret: wechatAppSecret!, apiBase: wechatApiBase };
}

/**
 * What the callback and notices need.
 * @throws MinqingError `invalid` naming what is missing
 */
export function callbackOptions(settings: WechatSettings) {
  const { wechatToken, wechatAesKey, wechatPreviousAesKey, wechatEncryptedOnly, wechatNoticeTemplate } =
    settings;
  required({ WECHAT_TOKEN: wechatToken });
  if (wechatEncryptedOnly) required({ WECHAT_AES_KEY: wechatAesKey });
  const notice = wechatNoticeTemplate
    ? {
        kind: settings.wechatNoticeKind,
        templateId: wechatNoticeTemplate,
        field: settings.wechatNoticeField,
      }
    : null;
  return {
    callbackToken: wechatToken!,
    encodingAesKeys: [wechatAesKey, wechatPreviousAesKey].filter((key) => key !== undefined),
    encryptedOnly: wechatEncryptedOnly,
    notice,
  };
}
