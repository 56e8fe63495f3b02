import { normalise } from '../../core/text/normalise.ts';

/** What a character is to the index. */
export const kind = { gap: 0, han: 1, digit: 2, latin: 3 } as const;

/**
 * A text as the index reads it: one number a UTF-16 unit, folded as {@link normalise} folds, 0 for whatever is no
 * letter or digit. The buffer is shared and holds until the next reading.
 */
export interface Letters {
  codes: Uint16Array;
  length: number;
}

/** What is said after this many characters of a letter repeats what was said before. */
export const longestRead = 1_500;

const unread = 0xffff;
/** Each unit's folded form, found when it is first met: normalising whole texts costs twenty times as much. */
const folded = new Uint16Array(0x1_0000).fill(unread);
const codes = new Uint16Array(longestRead);

function fold(unit: number): number {
  if (unit >= 0xd800 && unit < 0xe000) return 0;
  const text = normalise(String.fromCharCode(unit));
  const known = text.length === 1 && /[\p{L}\p{N}]/u.test(text);
  return known ? text.charCodeAt(0) : 0;
}

export function readLetters(text: string): Letters {
  const length = Math.min(text.length, longestRead);
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    if (folded[unit] === unread) folded[unit] = fold(unit);
    codes[i] = folded[unit]!;
  }
  return { codes, length };
}

export function kindOf(code: number): number {
  if (code >= 0x4e00 && code <= 0x9fff) return kind.han;
  if (code >= 0x30 && code <= 0x39) return kind.digit;
  return code === 0 ? kind.gap : kind.latin;
}
