import { addWorkingDays, nextOfficeHours } from './calendar.ts';
import type { Kind, Urgency } from './words.ts';

/** The defaults of the hotline's rules, version by version; a city changes them here. */
export const deadlineRules = {
  version: '2026-11',
  /** Hours from filing to dispatch. */
  dispatchHours: { danger: 1, urgent: 2, normal: 24 } satisfies Record<Urgency, number>,
  /** Working days to sign for a case. */
  signDays: 1,
  /** Working days to decide on a return or an answer. */
  reviewDays: 1,
  /** Working days to answer, by kind of complaint. */
  answerDays: { query: 2, suggestion: 10, help: 10, praise: 10, complaint: 15, report: 15 } satisfies Record<
    Kind,
    number
  >,
  /** Working days to answer when a case is taken up again. */
  redoDays: 3,
  /** Working days that a question to the citizen stays open. */
  citizenDays: 5,
  /** Hours from the accepted answer to the return visit. */
  returnVisitHours: 24,
  /** Minutes of office hours until a person answers a citizen who asked for one. */
  humanMinutes: 3,
  /** Minutes that a person may leave a citizen's word unanswered before the bot goes on. */
  humanSilentMinutes: 5,
};

const hours = (from: Date, count: number) => new Date(from.getTime() + count * 3_600_000);

export function dispatchDue(filedAt: Date, urgency: Urgency): Date {
  return hours(filedAt, deadlineRules.dispatchHours[urgency]);
}

export function signDue(dispatchedAt: Date): Date {
  return addWorkingDays(dispatchedAt, deadlineRules.signDays);
}

/** @param clauseDays the responsibility's own limit in working days, null for the kind's default */
export function answerDue(dispatchedAt: Date, kind: Kind, clauseDays: number | null): Date {
  return addWorkingDays(dispatchedAt, clauseDays ?? deadlineRules.answerDays[kind]);
}

export function reviewDue(from: Date): Date {
  return addWorkingDays(from, deadlineRules.reviewDays);
}

export function redoDue(from: Date): Date {
  return addWorkingDays(from, deadlineRules.redoDays);
}

export function citizenDue(from: Date): Date {
  return addWorkingDays(from, deadlineRules.citizenDays);
}

export function returnVisitDue(from: Date): Date {
  return hours(from, deadlineRules.returnVisitHours);
}

/** When a person should have answered a citizen who asks for one now: outside office hours, after the next opening. */
export function humanDue(askedAt: Date): Date {
  return new Date(nextOfficeHours(askedAt).getTime() + deadlineRules.humanMinutes * 60_000);
}
