import { sayDay } from '../../core/texts/say-day.ts';
import type { KnownCase } from './known-case.ts';
import type { Context } from './step.ts';
import { aboutCases, type Standing } from './texts/about-cases.ts';

const mostListed = 4;
const longestAnswer = 200;

/** The last day of the answer where it lies ahead, as it is said to the citizen. */
export function untilOf({ answerDueAt }: KnownCase, { language, now }: Context): string | null {
  return answerDueAt && answerDueAt > now ? sayDay(answerDueAt, now, language) : null;
}

function standingOf(known: KnownCase, context: Context): Standing {
  const { department, answerDueAt, question, answer, merged } = known;
  const short = answer && answer.length > longestAnswer ? `${answer.slice(0, longestAnswer)}…` : answer;
  const late = answerDueAt !== null && answerDueAt <= context.now;
  return { department, until: untilOf(known, context), late, question, answer: short, merged };
}

/** Where these cases stand: who has them and until when; the newest first, and how many more there are. */
export function sayProgress(cases: readonly KnownCase[], context: Context): string {
  const words = aboutCases[context.language];
  if (cases.length === 0) return words.noCases;
  const told = cases
    .slice(0, mostListed)
    .map((known) => words.progress(known, words.states[known.state](standingOf(known, context))));
  if (cases.length > mostListed) told.push(words.more(cases.length - mostListed));
  return told.join('\n\n');
}
