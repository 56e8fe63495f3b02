import { personTexts } from '../../core/texts/person.ts';
import type { Language } from '../../core/words.ts';
import type { Owed } from '../cases/tell.ts';
import type { Takeover } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';

/** Writes a word of the account to the citizen of a conversation, as a row that is owed; `userId` is who says it. */
export async function speak(
  tx: Transaction,
  { citizenId }: Pick<Takeover, 'citizenId'>,
  text: string,
  userId: string | null,
  now: Date,
): Promise<Owed> {
  const { channel } = await tx.citizen.findUniqueOrThrow({
    where: { id: citizenId },
    select: { channel: true },
  });
  const open = await tx.conversation.findFirst({
    where: { citizenId, closedAt: null },
    select: { id: true },
  });
  const { id: messageId } = await tx.message.create({
    data: {
      direction: 'out',
      channel,
      citizenId,
      conversationId: open?.id ?? null,
      kind: 'text',
      text,
      userId,
      receivedAt: now,
    },
    select: { id: true },
  });
  return { messageId, channel };
}

/** The same for what is always said at such a moment, in the citizen's language. */
export async function speakUsual(
  tx: Transaction,
  takeover: Pick<Takeover, 'citizenId'>,
  what: keyof (typeof personTexts)['zh'],
  now: Date,
): Promise<Owed> {
  const { language } = await tx.citizen.findUniqueOrThrow({
    where: { id: takeover.citizenId },
    select: { language: true },
  });
  return speak(tx, takeover, personTexts[language as Language][what], null, now);
}
