import { type CaseState, stateNames } from '../core/lifecycle/states.ts';
import { maskText } from '../core/mask.ts';
import type { Prisma } from '../prisma/client.ts';
import type { SignedIn } from './policy.ts';

/** What a summary is made of. */
export const summaryInclude = {
  topic: true,
  department: true,
  district: true,
  claimedBy: { select: { id: true, displayName: true } },
  complaints: { select: { text: true }, orderBy: { createdAt: 'asc' }, take: 1 },
  proposals: { select: { unsure: true }, orderBy: { createdAt: 'desc' }, take: 1 },
} satisfies Prisma.CaseInclude;

export type SummaryRow = Prisma.CaseGetPayload<{ include: typeof summaryInclude }>;

const summaryLength = 60;

export const named = (row: { code: string; name: string } | null) =>
  row && { code: row.code, name: row.name };

export function presentTopic(topic: { code: string; level1: string; level2: string; level3: string } | null) {
  return topic && { code: topic.code, path: [topic.level1, topic.level2, topic.level3] };
}

/** A citizen's words for everybody's eyes: masked, on one line, the beginning. */
export function shorten(words: string): string {
  const text = maskText(words).replace(/\s+/g, ' ');
  return text.length > summaryLength ? `${text.slice(0, summaryLength)}…` : text;
}

/** A case as a line of a list: the citizen's words masked and short for everyone. */
export function presentSummary(row: SummaryRow, user: SignedIn, now: Date) {
  const held = row.claimedBy && row.claimedUntil && row.claimedUntil > now;
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    stateName: stateNames[row.state as CaseState],
    kind: row.kind,
    urgency: row.urgency,
    summary: shorten(row.complaints[0]?.text ?? ''),
    topic: presentTopic(row.topic),
    department: named(row.department),
    district: named(row.district),
    filedAt: row.filedAt,
    stateSince: row.stateSince,
    dueAt: row.dueAt,
    overdue: row.dueAt !== null && row.dueAt < now,
    round: row.round,
    version: row.version,
    claimedBy: held ? { displayName: row.claimedBy!.displayName, mine: row.claimedBy!.id === user.id } : null,
    supervisionLevel: row.supervisionLevel,
    unsure: row.proposals[0]?.unsure ?? null,
  };
}
