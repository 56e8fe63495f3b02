import { Puppet } from 'wechaty-puppet';
import { MinqingError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import type { Channel } from '../incoming.ts';
import type { TokenStore } from '../puppets/official-account/access-token.ts';
import type { NonceStore } from '../puppets/official-account/replay-guard.ts';
import { createOfficialAccountChannel, type OfficialAccountChannel } from './official-account.ts';
import { createSimulatorChannel, type SimulatorChannel } from './simulator.ts';
import { accountOptions, callbackOptions, type WechatSettings } from './wechat-settings.ts';
import { createWechatyChannel } from './wechaty.ts';

type PuppetClass = new () => Puppet;

/** Installed packages bring their puppet as the default export or as `PuppetSomething`. */
function findPuppetClass(module: Record<string, unknown>): PuppetClass | null {
  const found = Object.entries(module).find(
    ([name, value]) =>
      (name === 'default' || name.startsWith('Puppet')) &&
      typeof value === 'function' &&
      value.prototype instanceof Puppet,
  );
  return (found?.[1] as PuppetClass | undefined) ?? null;
}

export function isSimulator(channel: Channel): channel is SimulatorChannel {
  return 'inject' in channel;
}

export function isOfficialAccount(channel: Channel): channel is OfficialAccountChannel {
  return 'puppet' in channel;
}

export interface ChannelParts {
  settings: WechatSettings & { botPuppet: string };
  /** Where the official account's processes share their token, and which requests they have seen. */
  storesOf(account: string): { tokenStore: TokenStore; nonceStore: NonceStore };
  logger: Logger;
  now: () => Date;
}

/**
 * The channel that the setting names: `simulator`, `official-account`, or any installed Wechaty puppet by its package's name.
 * @throws MinqingError `invalid` naming a missing setting, or a package that isn't there or brings no puppet
 */
export async function chooseChannel(parts: ChannelParts): Promise<Channel> {
  const { settings, storesOf, logger, now } = parts;
  const setting = settings.botPuppet;
  if (setting === 'simulator') return createSimulatorChannel('simulator', logger, now);
  if (setting === 'official-account') {
    const account = accountOptions(settings);
    const options = { ...account, ...callbackOptions(settings), ...storesOf(account.appId) };
    return createOfficialAccountChannel({ options, logger, now });
  }
  const module = await import(setting).catch((cause: unknown) => {
    throw new MinqingError('invalid', `BOT_PUPPET 有误：没有安装 ${setting}`, { cause });
  });
  const PuppetOfPackage = findPuppetClass(module as Record<string, unknown>);
  if (!PuppetOfPackage)
    throw new MinqingError('invalid', `BOT_PUPPET 有误：${setting} 里没有 Wechaty puppet`);
  const name = setting
    .replace(/^@[^/]+\//, '')
    .replace(/[^a-z0-9-]/g, '-')
    .slice(0, 40);
  return createWechatyChannel({ puppet: new PuppetOfPackage(), name, logger, now });
}
