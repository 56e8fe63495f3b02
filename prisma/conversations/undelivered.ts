import type { Owed } from '../cases/tell.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';

/** Messages that did not get where they belong: given up, or waiting for the citizen to write. */
const undelivered = {
  OR: [
    { direction: 'out', sentAt: null, failedAt: { not: null } },
    { direction: 'out', sentAt: null, heldAt: { not: null } },
    { direction: 'in', handledAt: null, failedAt: { not: null } },
  ],
} satisfies Prisma.MessageWhereInput;

const include = {
  citizen: { select: { externalId: true } },
  event: { select: { case: { select: { number: true } } } },
} satisfies Prisma.MessageInclude;
export type Undelivered = Prisma.MessageGetPayload<{ include: typeof include }>;

/** The newest first; `before` is the last one of the page before. */
export async function listUndelivered(
  db: PrismaClient,
  limit: number,
  before: string | undefined,
): Promise<Undelivered[]> {
  const last = before ? await db.message.findUnique({ where: { id: before }, select: { seq: true } }) : null;
  return db.message.findMany({
    where: { AND: [undelivered, last ? { seq: { lt: last.seq } } : {}] },
    include,
    orderBy: { seq: 'desc' },
    take: limit,
  });
}

/**
 * Lets a message be tried as if for the first time.
 * @returns what to nudge; null when there is nothing to try again
 */
export async function retryUndelivered(db: PrismaClient, id: string): Promise<Owed | null> {
  const { count } = await db.message.updateMany({
    where: { AND: [{ id }, undelivered] },
    data: { failedAt: null, heldAt: null, claimedUntil: null, attempts: 0 },
  });
  if (count === 0) return null;
  const { channel } = await db.message.findUniqueOrThrow({ where: { id }, select: { channel: true } });
  return { messageId: id, channel };
}
