import { maskTokens, normalise } from './normalise.ts';
import { segment } from './segment.ts';

/** Which pieces of a text a model looks at; saved with the model. */
export interface FeatureShape {
  /** Longest run of characters taken as one feature; runs never cross punctuation or blanks. */
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

/** Marks a word, so that 物业 the word and 物业 the pair of characters stay two features. */
const wordMark = '_';

/** Calls `visit` for each feature of a normalised text, with its place. */
export function eachFeature(
  text: string,
  shape: FeatureShape,
  visit: (feature: string, start: number, end: number) => void,
): void {
  // Numbers say little by their value; folded, they still tell "3天没水" from "没水".
  const folded = text.replace(/\p{Nd}/gu, '0');
  let run: number[] = [];
  const flush = (end: number) => {
    for (let n = 1; n <= shape.characters; n++) {
      for (let i = 0; i + n <= run.length; i++) {
        const stop = i + n < run.length ? run[i + n]! : end;
        visit(folded.slice(run[i]!, stop), run[i]!, stop);
      }
    }
    run = [];
  };
  let at = 0;
  while (at < folded.length) {
    const token = folded[at] === '<' ? maskTokenAt(folded, at) : null;
    if (token) {
      flush(at);
      visit(token, at, at + token.length);
      at += token.length;
      continue;
    }
    const size = folded.codePointAt(at)! > 0xffff ? 2 : 1;
    if (/[\p{L}\p{N}]/u.test(folded.slice(at, at + size))) run.push(at);
    else flush(at);
    at += size;
  }
  flush(folded.length);
  if (!shape.words) return;
  for (const word of segment(folded)) {
    if (!maskTokens.has(word.text)) visit(wordMark + word.text, word.start, word.end);
  }
}

/** Counts of the features of a complaint. */
export function countFeatures(readable: Readable, shape: FeatureShape): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (text: string, weight: number) =>
    eachFeature(text, shape, (feature) => counts.set(feature, (counts.get(feature) ?? 0) + weight));
  add(normalise(readable.text), 1);
  if (readable.title) add(normalise(readable.title), shape.titleWeight);
  return counts;
}

/** The plain text behind a feature, for looking it up in a dictionary. */
export function plainFeature(feature: string): string {
  return feature.startsWith(wordMark) ? feature.slice(wordMark.length) : feature;
}

function maskTokenAt(text: string, at: number): string | null {
  for (const token of maskTokens) if (text.startsWith(token, at)) return token;
  return null;
}
