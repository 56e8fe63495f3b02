import type { City } from '../../core/directory.ts';
import { quietUntil, usualQuietHours } from '../../core/quiet-hours.ts';
import type { Transaction } from '../transaction.ts';

/** Channels on which no telephone rings at night. */
const silentChannels: readonly string[] = ['simulator'];

/** Until when a message that answers nobody waits on this channel, by the city's quiet hours; null for not at all. */
export async function findQuietEnd(tx: Transaction, channel: string, now: Date): Promise<Date | null> {
  if (silentChannels.includes(channel)) return null;
  const setting = await tx.setting.findUnique({ where: { name: 'city' } });
  const { quietHours } = (setting?.value ?? {}) as Partial<City>;
  return quietUntil(now, quietHours === undefined ? usualQuietHours : quietHours);
}
