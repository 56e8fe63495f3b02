import { MinqingError } from '../core/errors.ts';
import { type CaseState, isOpen } from '../core/lifecycle/states.ts';
import { mostSimilar, type WhySimilar, whySimilar } from '../core/similar.ts';
import type { Prisma, PrismaClient } from '../prisma/client.ts';
import type { SignedIn } from './policy.ts';
import { presentSummary, summaryInclude } from './present-case.ts';

const memberInclude = {
  ...summaryInclude,
  complaints: { select: { text: true, place: true }, orderBy: { createdAt: 'asc' }, take: 1 },
  _count: { select: { merged: { where: { state: 'merged' } } } },
} satisfies Prisma.CaseInclude;

type MemberRow = Prisma.CaseGetPayload<{ include: typeof memberInclude }>;

/** Found from either side: a case may have come after the one that is looked at was triaged. */
const mostOffered = mostSimilar + 3;

/** A case and those that triage takes for the same matter, and what was merged already. */
export async function listGroup(db: PrismaClient, caseId: string) {
  const [own, found, merged] = await Promise.all([
    db.case.findUnique({ where: { id: caseId }, include: memberInclude }),
    db.similarCase.findMany({
      where: { OR: [{ caseId }, { otherId: caseId }] },
      orderBy: { score: 'desc' },
    }),
    db.case.findMany({
      where: { masterId: caseId, state: 'merged' },
      include: memberInclude,
      orderBy: { filedAt: 'asc' },
    }),
  ]);
  if (!own) throw new MinqingError('not_found', '没有找到这个工单');
  const best = new Map<string, { score: number; why: WhySimilar }>();
  for (const { caseId: asking, otherId, score, why } of found) {
    const other = asking === caseId ? otherId : asking;
    if (!best.has(other)) best.set(other, { score, why: whySimilar.parse(why) });
  }
  const rows = await db.case.findMany({ where: { id: { in: [...best.keys()] } }, include: memberInclude });
  const similar = rows
    .filter(({ state }) => isOpen(state as CaseState))
    .map((row) => ({ row, ...best.get(row.id)! }))
    .sort((a, b) => b.score - a.score)
    .slice(0, mostOffered);
  const master = own.masterId
    ? await db.case.findUnique({ where: { id: own.masterId }, include: memberInclude })
    : null;
  return { own, similar, merged, master };
}

/** A case as one of a group: its line in the lists, where it is, and what can become of it here. */
export function presentMember(row: MemberRow, user: SignedIn, now: Date) {
  const { claimedBy, ...line } = presentSummary(row, user, now);
  const mergedHere = row._count.merged;
  return {
    number: line.number,
    version: line.version,
    state: line.state,
    stateName: line.stateName,
    urgency: line.urgency,
    summary: line.summary,
    place: row.complaints[0]?.place ?? null,
    district: line.district,
    topic: line.topic,
    department: line.department,
    filedAt: line.filedAt,
    /** Cases that were merged into it. */
    merged: mergedHere,
    claimedBy,
    /** Whether it can be merged into another now. */
    mergeable: row.state === 'awaiting_review' && mergedHere === 0 && !(claimedBy && !claimedBy.mine),
  };
}
