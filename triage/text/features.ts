import { maskTokens, normalise } from '../../core/text/normalise.ts';
import { longestRun, runKey, wordKey } from './feature-key.ts';
import { KeyTable } from './key-table.ts';
import { segment } from './segment.ts';

/** Which pieces of a text a model looks at; saved with the model. */
export interface FeatureShape {
  /** Longest run of characters taken as one feature, at most 3; runs never cross punctuation or blanks. */
  characters: number;
  /** Whether whole words count as features of their own, beside their characters. */
  words: boolean;
  /** How many times a title's features count against those of the body. */
  titleWeight: number;
}

/** What is read: a complaint as it came, before normalising. */
export interface Readable {
  title?: string | undefined;
  text: string;
}

/** How often each feature occurs: two columns of one table, each feature once. */
export interface FeatureCounts {
  keys: Float64Array;
  counts: Float32Array;
}

const tokens = [...maskTokens];
const anyToken = new RegExp(tokens.join('|'), 'g');
/** A mask token is one feature: a unit of the private use area, which no normalised text holds. */
const tokenUnit = (token: string) => 0xe000 + tokens.indexOf(token);

const letterOrNumber = /[\p{L}\p{N}]/u;
/** For each unit, whether it can stand in a run: 1 yes, 2 no, 0 not yet asked. */
const inRun = new Uint8Array(0x1_0000);

function standsInRun(unit: number): boolean {
  // The two halves of a rare character stand in a run together.
  inRun[unit] ||= (unit >= 0xd800 && unit < 0xe000) || letterOrNumber.test(String.fromCharCode(unit)) ? 1 : 2;
  return inRun[unit] === 1;
}

/** Calls `visit` for each feature of a normalised text, with its place. */
export function eachFeature(
  text: string,
  shape: FeatureShape,
  visit: (feature: number, start: number, end: number) => void,
): void {
  // Numbers say little by their value; folded, they still tell "3天没水" from "没水".
  const folded = text.replace(/\p{Nd}/gu, '0');
  const longest = Math.min(shape.characters, longestRun);
  const visitRuns = (from: number, to: number) => {
    let start = from;
    for (let at = from; at < to; at++) {
      if (!standsInRun(folded.charCodeAt(at))) {
        start = at + 1;
        continue;
      }
      for (let n = 1; n <= longest && at - n + 1 >= start; n++) {
        visit(runKey(folded, at - n + 1, n), at - n + 1, at + 1);
      }
    }
  };
  let at = 0;
  if (folded.includes('<')) {
    for (const { 0: token, index } of folded.matchAll(anyToken)) {
      visitRuns(at, index);
      at = index + token.length;
      visit(tokenUnit(token), index, at);
    }
  }
  visitRuns(at, folded.length);
  if (!shape.words) return;
  for (const word of segment(folded)) {
    if (!maskTokens.has(word.text)) visit(wordKey(word.text), word.start, word.end);
  }
}

const scratch = new KeyTable(4096);
let amounts = new Float32Array(scratch.keys.length);

/** Counts of the features of a complaint. */
export function countFeatures(readable: Readable, shape: FeatureShape): FeatureCounts {
  scratch.clear();
  const add = (text: string, weight: number) =>
    eachFeature(text, shape, (feature) => {
      const before = scratch.size;
      const at = scratch.add(feature);
      if (at === amounts.length) {
        const grown = new Float32Array(amounts.length * 2);
        grown.set(amounts);
        amounts = grown;
      }
      if (at === before) amounts[at] = weight;
      else amounts[at]! += weight;
    });
  add(normalise(readable.text), 1);
  if (readable.title) add(normalise(readable.title), shape.titleWeight);
  return { keys: scratch.keys.slice(0, scratch.size), counts: amounts.slice(0, scratch.size) };
}
