import type { Told } from '../lifecycle/events.ts';
import type { Language } from '../words.ts';
import { toldEnglish } from './told-en.ts';
import { toldChinese } from './told-zh.ts';

/** What a text to the citizen may speak of. */
export interface ToldFacts {
  number: string;
  department?: string | undefined;
  question?: string | undefined;
  answer?: string | undefined;
  /** Said to the citizen only where it was written for them: why a complaint is not taken. */
  reason?: string | undefined;
  /** The last day, as `sayDay` says it. */
  until?: string | undefined;
  /** It is not the first department that gets the case. */
  again?: boolean | undefined;
  /** Of the cases that were split from it. */
  numbers?: readonly string[] | undefined;
}

export type ToldTexts = Record<Told, (facts: ToldFacts) => string>;

/**
 * What the citizen is told at each step of the case, by the life-cycle table's `told`. Every text fits one
 * WeChat message (2,048 bytes): long answers are the caller's to split.
 */
export const toldTexts: Record<Language, ToldTexts> = { zh: toldChinese, en: toldEnglish };
