import { isDenied } from '../text/mentions.ts';
import { align } from '../text/normalise.ts';
import { findFrames, isLetter } from './find-frames.ts';
import { type DangerKind, type EmergencyNumber, emergencyNumbers } from './kinds.ts';
import { hear, shippedSigns } from './learned-signs.ts';
import { shippedVocabulary, type Vocabulary } from './read-vocabulary.ts';

/** A danger that a text tells of. */
export interface Danger {
  kind: DangerKind;
  /** Whom to call, the first first; empty for a petition in a group. */
  emergencyNumbers: readonly EmergencyNumber[];
  /** The citizen's words that told of it, as they were written. */
  evidence: string[];
}

const enough = 1;
/** Who is in danger says so soon; letters are read up to here. */
const mostRead = 800;
/** What is left of a sign that is past, feared or only asked about: two such are still no danger. */
const framed = 0.4;
/** What a hint of a second danger adds to the first. */
const hinted = 0.7;
/** Floating-point sums of 0.6 and 0.4. */
const rounding = 1e-9;

/**
 * What was learned overrules the vocabulary only where it is quite sure that nothing is going on, and speaks for itself
 * only where it is quite sure that something is: margins found by five folds over the sentences it was learned from.
 */
const overrules = -0.7;
const convinces = 0.4;
/** Characters of a sentence that are shown. */
const mostEvidence = 40;

interface Sign {
  kind: DangerKind | 'any';
  weight: number;
  start: number;
  end: number;
}

/**
 * The danger to life that a complaint tells of, the strongest where there are several; null where it tells of none.
 * Pure and quick, so that the bot can answer with the emergency number at once and triage judges the same.
 */
export function findDanger(original: string, vocabulary: Vocabulary = shippedVocabulary()): Danger | null {
  const { text, from } = align(original.slice(0, mostRead));
  const signs = findSigns(blank(text, vocabulary.harmless), vocabulary);
  const listed = strongestKind(signs, isLetter(text));
  const heard = hear(text, shippedSigns());
  if (heard.margin <= (listed ? overrules : convinces)) return null;
  const kind = listed ?? mostHinted(signs) ?? 'other';
  const places = listed ? signs.filter((sign) => sign.kind === kind) : [{ ...heard, weight: 1 }];
  const evidence = places
    .sort((a, b) => b.weight - a.weight)
    .map(({ start, end }) => original.slice(from[start], from[end]).trim().slice(0, mostEvidence));
  return { kind, emergencyNumbers: emergencyNumbers[kind], evidence: [...new Set(evidence)] };
}

/** Harmless phrases become blanks of the same length: 气炸了 is no explosion. */
function blank(text: string, harmless: readonly RegExp[]): string {
  return harmless.reduce((rest, pattern) => rest.replace(pattern, (found) => ' '.repeat(found.length)), text);
}

/** Each sign once, where it weighs most. */
function findSigns(text: string, { signs }: Vocabulary): Sign[] {
  const found: Sign[] = [];
  for (const { kind, weight, despite, pattern } of signs) {
    let best: Sign | null = null;
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      if (isDenied(text, start)) continue;
      const end = start + match[0].length;
      const weakened = findFrames(text, start, end).some((frame) => !despite.includes(frame));
      const weighed = weakened ? weight * framed : weight;
      if (!best || weighed > best.weight) best = { kind, weight: weighed, start, end };
      if (!weakened) break;
    }
    if (best) found.push(best);
  }
  return found;
}

/** The kind that the vocabulary hints at most, however little. */
function mostHinted(signs: readonly Sign[]): DangerKind | null {
  const [first] = signs.filter(({ kind }) => kind !== 'any').sort((a, b) => b.weight - a.weight);
  return first && first.kind !== 'any' ? first.kind : null;
}

function strongestKind(signs: readonly Sign[], letter: boolean): DangerKind | null {
  const weights = new Map<DangerKind, number>();
  for (const { kind, weight } of signs) {
    if (kind !== 'any') weights.set(kind, (weights.get(kind) ?? 0) + weight);
  }
  // A letter is full of children, old people and tears.
  const distress = letter ? 0 : (signs.find(({ kind }) => kind === 'any')?.weight ?? 0);
  const [strongest, second] = [...weights].sort(([, a], [, b]) => b - a);
  // Two hints of different dangers in a short message mean that something is going on.
  const hint = letter ? 0 : hinted * (second?.[1] ?? 0);
  return strongest && strongest[1] + Math.max(distress, hint) >= enough - rounding ? strongest[0] : null;
}
