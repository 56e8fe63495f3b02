import { findCaseNumber } from '../../core/case-number.ts';
import type { KnownCase } from './known-case.ts';

/** A case that the citizen named: their own ones that fit, or none of theirs. */
export interface Named {
  cases: KnownCase[];
  /** The whole number was typed, with its check digit. */
  exactly: boolean;
}

const spoken =
  /(?:尾号|末尾|最后|后)(?:[几\d一二三四五六七八九]位(?:数)?)?(?:是|为)?|(?:工单|单号|编号|number|case|no\.?)(?:号)?(?:是|为)?/i;
const slipped = /MQ\s*\d{6}/i;
const leastDigits = 3;

/** Digits of a number's end: said to be, or nothing but them. */
function findLastDigits(text: string): { digits: string; certain: boolean } | null {
  const plain = text.normalize('NFKC').trim();
  const bare = /^\d[\d\s-]{2,13}\d$/.exec(plain)?.[0].replace(/[\s-]/g, '');
  // Eleven digits are a telephone number.
  if (bare && bare.length >= leastDigits && bare.length <= 10) return { digits: bare, certain: false };
  const said = new RegExp(`(?:${spoken.source})\\s*[:：]?\\s*(\\d[\\d-]{1,13}\\d)(?!\\d)`, 'i').exec(
    plain,
  )?.[1];
  const digits = said?.replace(/-/g, '');
  return digits && digits.length >= leastDigits ? { digits, certain: true } : null;
}

/**
 * The cases that a text names by number or by its last digits; null where it names none. Somebody else's number and one
 * that does not exist look alike: nothing of theirs.
 */
export function findNamed(text: string, cases: readonly KnownCase[]): Named | null {
  const number = findCaseNumber(text);
  if (number) return { cases: cases.filter((known) => known.number === number), exactly: true };
  // A slip in the number: it is nobody's.
  if (slipped.test(text.normalize('NFKC'))) return { cases: [], exactly: true };
  const found = findLastDigits(text);
  if (!found) return null;
  const fitting = cases.filter((known) => known.number.replace(/\D/g, '').endsWith(found.digits));
  return fitting.length > 0 || found.certain ? { cases: fitting, exactly: false } : null;
}

/** What is left of a text that names a case when its number and the words around it are taken away. */
export function besideNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replace(new RegExp(`${spoken.source}|MQ|[\\d\\s:,.。，、-]|是|的|我`, 'gi'), '')
    .trim();
}

/** Neighbouring characters of what is said, without the words that any sentence has. */
function pairsOf(text: string): Set<string> {
  const letters = [...text.normalize('NFKC').toLowerCase()].filter((letter) => /[\p{L}\p{N}]/u.test(letter));
  return new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`));
}

/** How much of what a text speaks of was spoken of before, 0 to 1. */
export function overlapOf(text: string, before: string): number {
  const pairs = pairsOf(text);
  if (pairs.size === 0) return 0;
  const known = pairsOf(before);
  return [...pairs].filter((pair) => known.has(pair)).length / pairs.size;
}

/** From here on a message can tell a matter of its own. */
export const wholeMatter = 12;
const related = 0.12;

/** Whether a text is long enough to tell a matter of its own and shares nothing with what was told before. */
export function isOfItsOwn(text: string, before: readonly string[]): boolean {
  return text.length >= wholeMatter && before.every((each) => overlapOf(text, each) < related);
}

/** The case that a text most likely speaks of: the one it shares most words with, else the newest. */
export function likeliest(text: string, cases: readonly KnownCase[]): KnownCase | undefined {
  const weighed = cases.map((known) => ({ known, overlap: overlapOf(text, known.told) }));
  return weighed.reduce<(typeof weighed)[number] | undefined>(
    (best, next) => (!best || next.overlap > best.overlap ? next : best),
    undefined,
  )?.known;
}
