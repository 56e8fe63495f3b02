import type { PrismaClient } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';

/** PostgreSQL notification channel of messages that a citizen's page may show; the payload is a `MessageNotice`. */
export const messageChannel = 'minqing_messages';

export interface MessageNotice {
  messageId: string;
  citizenId: string;
}

export async function announceMessage(db: PrismaClient | Transaction, notice: MessageNotice): Promise<void> {
  await db.$executeRaw`SELECT pg_notify(${messageChannel}, ${JSON.stringify(notice)})`;
}
