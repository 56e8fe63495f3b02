import type { CaseState } from '../core/lifecycle/states.ts';
import { maskText } from '../core/mask.ts';
import type { Language } from '../core/words.ts';
import type { FiledCase, Turn } from '../prisma/conversations/load-turns.ts';
import type { KnownCase } from './intake/known-case.ts';
import { readPending } from './intake/pending.ts';
import type { Context } from './intake/step.ts';
import type { City } from './load-city.ts';

const summaryLength = 40;

/** A filed case as far as its citizen may hear of it. */
function knownCase({ text, state, closedAt, answer, ...filed }: FiledCase): KnownCase {
  const answered = state === 'return_visit' || closedAt !== null;
  return {
    ...filed,
    state: state as CaseState,
    closedAt,
    told: text,
    summary: maskText(text).replace(/\s+/g, ' ').slice(0, summaryLength),
    answer: answered ? answer : null,
  };
}

/** What a step may know besides the draft. */
export function contextOf(
  { cases, citizen, takeover, apart, conversation, recent }: Turn,
  city: City,
  now: Date,
): Context {
  return {
    ...city,
    cases: cases.map(knownCase),
    pending: readPending(citizen.pending, now),
    apart,
    waitsForPerson: takeover !== null && takeover.takenAt === null,
    language: citizen.language as Language,
    now,
    silentMinutes: conversation ? (now.getTime() - conversation.touchedAt.getTime()) / 60_000 : 0,
    recentMessages: recent,
  };
}
