import { deadlineRules } from '../../core/deadlines.ts';
import type { Owed } from '../cases/tell.ts';
import type { PrismaClient, Takeover } from '../generated/client.ts';
import type { Transaction } from '../transaction.ts';
import { announceTakeover } from './announce.ts';
import { speakUsual } from './speak.ts';

type EndReason = 'handed_back' | 'silent' | 'left';

/**
 * Ends a person's conversation with a kind word. What the citizen said since the person's last word is unhandled again:
 * the bot answers it, so that nobody is left without an answer.
 */
export async function endTakeover(
  tx: Transaction,
  takeover: Takeover,
  endReason: EndReason,
  now: Date,
): Promise<Owed> {
  const { id, citizenId, heardAt, takenAt } = takeover;
  await tx.$queryRaw`SELECT id FROM citizens WHERE id = ${citizenId}::uuid FOR NO KEY UPDATE`;
  await tx.takeover.update({ where: { id }, data: { endedAt: now, endReason, leaseUntil: null } });
  const owed = await speakUsual(tx, takeover, endReason === 'handed_back' ? 'handedBack' : 'left', now);
  if (heardAt && takenAt)
    await tx.message.updateMany({
      where: {
        citizenId,
        direction: 'in',
        kind: { not: 'event' },
        receivedAt: { gte: takenAt },
        handledAt: { gte: heardAt },
      },
      data: { handledAt: null },
    });
  await announceTakeover(tx, id);
  return owed;
}

/** Ends each in a transaction of its own that looks again: somebody may have spoken meanwhile. */
async function endEach(
  db: PrismaClient,
  candidates: readonly { id: string }[],
  reasonOf: (takeover: Takeover) => EndReason | null,
  now: Date,
): Promise<Owed[]> {
  const owed: Owed[] = [];
  for (const { id } of candidates) {
    const said = await db.$transaction(async (tx) => {
      const rows = await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM takeovers WHERE id = ${id}::uuid AND ended_at IS NULL FOR UPDATE SKIP LOCKED`;
      if (rows.length === 0) return null;
      const takeover = await tx.takeover.findUniqueOrThrow({ where: { id } });
      const reason = reasonOf(takeover);
      return reason && endTakeover(tx, takeover, reason, now);
    });
    if (said) owed.push(said);
  }
  return owed;
}

/** Who signs out leaves nobody behind. */
export async function leaveConversations(db: PrismaClient, userId: string, now: Date): Promise<Owed[]> {
  const held = await db.takeover.findMany({ where: { userId, endedAt: null }, select: { id: true } });
  return endEach(db, held, (takeover) => (takeover.userId === userId ? 'left' : null), now);
}

async function tellLate(db: PrismaClient, id: string, now: Date): Promise<Owed | null> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.takeover.updateMany({
      where: { id, takenAt: null, endedAt: null, lateToldAt: null },
      data: { lateToldAt: now },
    });
    if (count === 0) return null;
    const takeover = await tx.takeover.findUniqueOrThrow({ where: { id } });
    await announceTakeover(tx, id);
    return speakUsual(tx, takeover, 'late', now);
  });
}

const batch = 50;

/**
 * Finds persons who fell silent or are gone, and lets the bot go on; tells who waits longer than promised, once. Any
 * number of processes may sweep.
 */
export async function sweepTakeovers(db: PrismaClient, now: Date): Promise<Owed[]> {
  const silentSince = new Date(now.getTime() - deadlineRules.humanSilentMinutes * 60_000);
  const reasonOf = ({ takenAt, leaseUntil, heardAt }: Takeover): EndReason | null => {
    if (!takenAt) return null;
    if (!leaseUntil || leaseUntil <= now) return 'left';
    return heardAt && heardAt <= silentSince ? 'silent' : null;
  };
  const silent = await db.takeover.findMany({
    where: {
      endedAt: null,
      takenAt: { not: null },
      OR: [{ leaseUntil: { lte: now } }, { heardAt: { lte: silentSince } }],
    },
    select: { id: true },
    take: batch,
  });
  const owed = await endEach(db, silent, reasonOf, now);
  const late = await db.takeover.findMany({
    where: { endedAt: null, takenAt: null, lateToldAt: null, dueAt: { lte: now } },
    select: { id: true },
    take: batch,
  });
  for (const { id } of late) {
    const said = await tellLate(db, id, now);
    if (said) owed.push(said);
  }
  return owed;
}
