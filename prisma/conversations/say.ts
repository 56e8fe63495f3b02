import type { Transaction } from '../transaction.ts';
import { findQuietEnd } from './quiet.ts';

/** Appends what the account says to a citizen; the rows are owed until a channel took them. */
export async function say(
  tx: Transaction,
  to: {
    citizen: { id: string; channel: string };
    conversationId: string | null;
    answersId: string | null;
  },
  texts: readonly string[],
  now: Date,
): Promise<string[]> {
  const ids: string[] = [];
  const notBefore = to.answersId === null ? await findQuietEnd(tx, to.citizen.channel, now) : null;
  for (const text of texts) {
    const { id } = await tx.message.create({
      data: {
        direction: 'out',
        channel: to.citizen.channel,
        citizenId: to.citizen.id,
        conversationId: to.conversationId,
        answersId: to.answersId,
        kind: 'text',
        text,
        notBefore,
        receivedAt: now,
      },
      select: { id: true },
    });
    ids.push(id);
  }
  return ids;
}
