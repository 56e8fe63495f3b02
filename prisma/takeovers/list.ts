import type { Prisma, PrismaClient } from '../generated/client.ts';
import { leaseMs } from './hold.ts';

const include = {
  citizen: {
    include: {
      messages: {
        where: { direction: 'in', kind: { not: 'event' } },
        orderBy: { seq: 'desc' },
        take: 1,
        select: { text: true, kind: true },
      },
    },
  },
  user: { select: { id: true, displayName: true } },
} satisfies Prisma.TakeoverInclude;
export type OpenTakeover = Prisma.TakeoverGetPayload<{ include: typeof include }>;

const most = 200;

/** Citizens who wait for a person or talk with one: who waits longest first. */
export async function listTakeovers(db: PrismaClient): Promise<OpenTakeover[]> {
  return db.takeover.findMany({
    where: { endedAt: null },
    include,
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
    take: most,
  });
}

const shownMessages = 100;

/** A conversation as the person who holds it sees it; null when they do not. */
export async function findConversation(db: PrismaClient, id: string, userId: string, now: Date) {
  const takeover = await db.takeover.findFirst({
    where: { id, userId, endedAt: null, leaseUntil: { gt: new Date(now.getTime() - leaseMs) } },
    include,
  });
  if (!takeover) return null;
  const { citizenId } = takeover;
  const [messages, conversation, complaints] = await Promise.all([
    db.message.findMany({
      where: { citizenId, kind: { not: 'event' } },
      orderBy: { seq: 'desc' },
      take: shownMessages,
      include: {
        attachments: { select: { id: true, mimeType: true } },
        user: { select: { displayName: true } },
      },
    }),
    db.conversation.findFirst({ where: { citizenId, closedAt: null }, select: { draft: true } }),
    db.complaint.findMany({
      where: { citizenId },
      orderBy: { createdAt: 'desc' },
      take: 10,
      select: { caseId: true },
    }),
  ]);
  return {
    takeover,
    messages: messages.reverse(),
    draft: conversation?.draft ?? null,
    caseIds: [...new Set(complaints.map(({ caseId }) => caseId))],
  };
}
export type HeldConversation = NonNullable<Awaited<ReturnType<typeof findConversation>>>;

/** The open request or conversation of a citizen, for pages that look at it. */
export async function findOpenTakeoverId(db: PrismaClient, citizenId: string): Promise<string | null> {
  const open = await db.takeover.findFirst({ where: { citizenId, endedAt: null }, select: { id: true } });
  return open?.id ?? null;
}
