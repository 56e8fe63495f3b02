import type { CaseState } from '../../../core/lifecycle/states.ts';
import type { Language } from '../../../core/words.ts';
import { aboutCasesEnglish } from './about-cases-en.ts';
import { aboutCasesChinese } from './about-cases-zh.ts';

/** What a sentence on where a case stands may speak of. */
export interface Standing {
  department: string | null;
  /** The last day, as `sayDay` says it. */
  until: string | null;
  late: boolean;
  question: string | null;
  answer: string | null;
  merged: boolean;
}

export interface NamedCase {
  number: string;
  summary: string;
}

/** What the bot says of cases that are filed already. */
export interface AboutCases {
  states: Record<CaseState, (standing: Standing) => string>;
  progress(known: NamedCase, standing: string): string;
  more(count: number): string;
  noCases: string;
  unknownNumber: string;
  nothingToWithdraw: string;
  confirmWithdraw(known: NamedCase): string;
  kept: string;
  which(act: 'add' | 'urge' | 'withdraw', cases: readonly NamedCase[]): string;
  addWhat(number: string): string;
  addedElse(others: readonly NamedCase[]): string;
  photoFor(known: NamedCase): string;
  urgedAlready(number: string, department: string | null, until: string | null): string;
  askVerdict(number: string): string;
  notUrged: string;
  notSatisfied: string;
  reasonNoted: string;
  rated: string;
  again(known: NamedCase): string;
  followed(before: string, number: string): string;
  answerOrElse(known: { number: string; question: string | null }): string;
  skipped: string;
  /** Somebody answers within these minutes; at another time than office hours: from then on. */
  human(minutes: number): string;
  humanLater(day: string, hour: number): string;
  humanCancelled: string;
}

export const aboutCases: Record<Language, AboutCases> = { zh: aboutCasesChinese, en: aboutCasesEnglish };
