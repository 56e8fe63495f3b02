import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MinqingError } from '../errors.ts';

/**
 * What a few hundred hand-written sentences with and without danger taught: a weight for each run of one to three
 * characters. It hears what no vocabulary lists (他又喝醉了在踹门，我带着孩子躲在厕所里); the vocabulary hears what was never written down here.
 * Made by `npm run danger:train`.
 */
export interface LearnedSigns {
  weights: ReadonlyMap<string, number>;
  bias: number;
}

const longestRun = 3;
const anyRun = /[\p{L}\p{N}]+/gu;

/** The runs of one to three letters or digits of a normalised text, each once; numbers are all the same. */
export function runsOf(text: string): Set<string> {
  const runs = new Set<string>();
  for (const [piece] of text.replace(/\p{Nd}+/gu, '0').matchAll(anyRun)) {
    for (let start = 0; start < piece.length; start++) {
      for (let length = 1; length <= longestRun && start + length <= piece.length; length++)
        runs.add(piece.slice(start, start + length));
    }
  }
  return runs;
}

/** The margin of a normalised text or sentence: the larger, the surer that it tells of danger; 0 is the border. */
export function scoreRuns(text: string, { weights, bias }: LearnedSigns): number {
  const runs = runsOf(text);
  if (runs.size === 0) return bias;
  let sum = 0;
  for (const run of runs) sum += weights.get(run) ?? 0;
  return sum / Math.sqrt(runs.size) + bias;
}

/** A sentence, or the whole text, that tells most of danger. */
export interface Heard {
  margin: number;
  /** UTF-16 units of the normalised text. */
  start: number;
  end: number;
}

/** A danger in one sentence of a long text must not drown in the others. */
const longText = 60;
const shortestSentence = 6;

/** What in a normalised text tells most of danger. */
export function hear(text: string, signs: LearnedSigns): Heard {
  let loudest: Heard = { margin: scoreRuns(text, signs), start: 0, end: text.length };
  if (text.length <= longText) return loudest;
  for (const { 0: sentence, index } of text.matchAll(/[^。!?;\n]+/gu)) {
    if (sentence.trim().length < shortestSentence) continue;
    const margin = scoreRuns(sentence, signs);
    if (margin > loudest.margin) loudest = { margin, start: index, end: index + sentence.length };
  }
  return loudest;
}

let shipped: LearnedSigns | null = null;

/** The weights beside this file, read once a process. */
export function shippedSigns(): LearnedSigns {
  shipped ??= readSigns(join(import.meta.dirname, 'learned.tsv'));
  return shipped;
}

/** @throws MinqingError `invalid` that names the file and line of what cannot be read */
export function readSigns(path: string): LearnedSigns {
  const weights = new Map<string, number>();
  let bias = 0;
  for (const [i, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    if (line === '') continue;
    const [run, cell] = line.split('\t');
    const weight = Number(cell);
    if (run === undefined || cell === undefined || Number.isNaN(weight))
      throw new MinqingError(
        'invalid',
        `${path}, line ${i + 1}: expected a run of characters, a tab and a weight`,
      );
    if (run === '') bias = weight;
    else weights.set(run, weight);
  }
  return { weights, bias };
}
