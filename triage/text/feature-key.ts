/**
 * Features are numbers. A run of up to three UTF-16 units is itself, sixteen bits a unit, so that no two runs share a
 * number; a word is marked by a higher bit, and one of more than three units is hashed to the 51 bits above it (two
 * FNV-1a halves). Everything stays below 2^53, where a double is exact.
 */
const unit = 0x1_0000;
const wordBit = 2 ** 48;
const longWord = 2 ** 49;
/** Longest run of units whose number is exact. */
export const longestRun = 3;

/** The feature of a run of one to three units that starts at `start`. */
export function runKey(text: string, start: number, length: number): number {
  let key = 0;
  for (let i = start; i < start + length; i++) key = key * unit + text.charCodeAt(i);
  return key;
}

/** The feature of a word as such, beside the runs of its characters. */
export function wordKey(word: string): number {
  if (word.length <= longestRun) return wordBit + runKey(word, 0, word.length);
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let i = 0; i < word.length; i++) {
    low = Math.imul(low ^ word.charCodeAt(i), 0x01000193);
    high = Math.imul(high ^ word.charCodeAt(i), 0x811c9dc5) ^ (low >>> 13);
  }
  return longWord + (high >>> 0) * 2 ** 18 + (low >>> 14);
}

/** The word behind a run's feature, and a word's own: what the dictionary is asked for. */
export function asWord(key: number): number {
  return key < wordBit ? key + wordBit : key;
}

/** Units of a run, or of a word of up to three; 0 for a longer word. */
export function lengthOf(key: number): number {
  if (key >= longWord) return 0;
  const run = key >= wordBit ? key - wordBit : key;
  return run < unit ? 1 : run < unit * unit ? 2 : 3;
}
