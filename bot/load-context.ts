import type { CaseState } from '../core/lifecycle/states.ts';
import { maskText } from '../core/mask.ts';
import type { Language } from '../core/words.ts';
import type { Turn } from '../prisma/conversations/take-turn.ts';
import { findTakeover } from '../prisma/takeovers/ask.ts';
import type { KnownCase } from './intake/known-case.ts';
import { readPending } from './intake/pending.ts';
import type { Context } from './intake/step.ts';
import type { City } from './load-city.ts';

/** Cases of a citizen that the conversation knows of. */
const mostCases = 10;
const summaryLength = 40;

const spoken = { include: { department: { select: { shortName: true } } } } as const;

async function loadCases({ tx, citizen }: Pick<Turn, 'tx' | 'citizen'>): Promise<KnownCase[]> {
  const complaints = await tx.complaint.findMany({
    where: { citizenId: citizen.id },
    orderBy: { createdAt: 'desc' },
    take: mostCases,
    include: {
      case: {
        include: {
          ...spoken.include,
          master: spoken,
          events: { where: { name: 'urge', actor: 'citizen' }, orderBy: { seq: 'desc' }, take: 1 },
        },
      },
    },
  });
  return complaints.map(({ text, case: own }) => {
    // A merged case is where its master is; the question to the master's citizen is not this one's.
    const row = own.state === 'merged' && own.master ? own.master : own;
    const { answerDueAt, closedAt, department } = row;
    const answered = row.state === 'return_visit' || row.closedAt !== null;
    return {
      number: own.number,
      state: row.state as CaseState,
      summary: maskText(text).replace(/\s+/g, ' ').slice(0, summaryLength),
      told: text,
      department: department?.shortName ?? null,
      merged: row !== own,
      filedAt: own.filedAt,
      answerDueAt,
      closedAt,
      question: own.question,
      answer: answered ? row.answer : null,
      satisfied: own.satisfied,
      urgedAt: own.events[0]?.at ?? null,
    };
  });
}

/** What a step may know besides the draft. */
export async function loadContext(
  turn: Pick<Turn, 'tx' | 'citizen'>,
  city: City,
  now: Date,
): Promise<Context> {
  const { tx, citizen } = turn;
  const takeover = await findTakeover(tx, citizen.id);
  return {
    ...city,
    cases: await loadCases(turn),
    pending: readPending(citizen.pending, now),
    waitsForPerson: takeover !== null && takeover.takenAt === null,
    language: citizen.language as Language,
    now,
  };
}
