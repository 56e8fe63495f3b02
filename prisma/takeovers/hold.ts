import { MinqingError } from '../../core/errors.ts';
import type { Owed } from '../cases/tell.ts';
import type { PrismaClient, Takeover } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';
import { announceTakeover } from './announce.ts';
import { endTakeover } from './end.ts';
import { speak, speakUsual } from './speak.ts';

/** A page renews its lease; one that is gone for so long lets the bot go on. */
export const leaseMs = 3 * 60_000;

const leaseFrom = (now: Date) => new Date(now.getTime() + leaseMs);
const heldByOther = () => new MinqingError('conflict', '另一位同事正在接待这位市民');

/**
 * Gives a waiting citizen, or one whose person is gone, to this person; one statement decides between two who ask.
 * @throws MinqingError `conflict` when somebody else has the conversation, `not_found` when it is over
 */
export async function takeConversation(
  db: PrismaClient,
  id: string,
  userId: string,
  now: Date,
): Promise<Owed | null> {
  return db.$transaction(async (tx) => {
    const [before] = await tx.$queryRaw<
      { userId: string | null; leaseUntil: Date | null; citizenId: string }[]
    >`
      SELECT user_id AS "userId", lease_until AS "leaseUntil", citizen_id AS "citizenId" FROM takeovers
      WHERE id = ${id}::uuid AND ended_at IS NULL FOR UPDATE`;
    if (!before) throw new MinqingError('not_found', '这次会话已经结束');
    const live = before.leaseUntil !== null && before.leaseUntil > now;
    if (live && before.userId !== userId) throw heldByOther();
    const data = { userId, leaseUntil: leaseFrom(now), ...(live ? {} : { takenAt: now }) };
    await tx.takeover.update({ where: { id }, data });
    await announceTakeover(tx, id);
    return live ? null : speakUsual(tx, before, 'here', now);
  });
}

/**
 * The conversation that this person holds, its lease renewed for the rest of the transaction and beyond.
 * @throws MinqingError `conflict` when they hold it no longer
 */
export async function requireHeld(tx: Transaction, id: string, userId: string, now: Date): Promise<Takeover> {
  const { count } = await tx.takeover.updateMany({
    where: { id, userId, endedAt: null },
    data: { leaseUntil: leaseFrom(now) },
  });
  if (count === 0) throw new MinqingError('conflict', '这次会话已经不在您手上，请刷新后再看');
  return tx.takeover.findUniqueOrThrow({ where: { id } });
}

/** What the person says to the citizen; nothing of the citizen's waits for an answer any more. */
export async function sayAsPerson(
  tx: Transaction,
  id: string,
  userId: string,
  text: string,
  now: Date,
): Promise<Owed> {
  const takeover = await requireHeld(tx, id, userId, now);
  await tx.takeover.update({ where: { id }, data: { heardAt: null } });
  return speak(tx, takeover, text, userId, now);
}

/** Gives the citizen back to the bot, which goes on where it was. */
export async function handBack(db: PrismaClient, id: string, userId: string, now: Date): Promise<Owed> {
  return db.$transaction(async (tx) => {
    const takeover = await requireHeld(tx, id, userId, now);
    return endTakeover(tx, takeover, 'handed_back', now);
  });
}
