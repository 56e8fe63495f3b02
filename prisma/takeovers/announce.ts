import type { PrismaClient } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';

/** PostgreSQL notification channel of conversations that people hold; the payload is a `TakeoverNotice`. */
export const takeoverChannel = 'minqing_takeovers';

export interface TakeoverNotice {
  takeoverId: string;
  /** Words of danger were heard. */
  alarm: boolean;
}

/** Announces the change to open pages; inside a transaction it is heard only if that commits. */
export async function announceTakeover(
  db: PrismaClient | Transaction,
  takeoverId: string,
  alarm = false,
): Promise<void> {
  const notice: TakeoverNotice = { takeoverId, alarm };
  await db.$executeRaw`SELECT pg_notify(${takeoverChannel}, ${JSON.stringify(notice)})`;
}
