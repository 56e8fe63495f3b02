import { idf as generalFrequencies } from '@node-rs/jieba/dict.js';
import { plainFeature } from '../text/features.ts';
import type { SparseRow } from './matrix.ts';

export interface VocabularyOptions {
  /** A feature must occur in so many examples to be learned from. */
  minExamples: number;
  /**
   * Weigh features also by how rare they are in the language at large (the dictionary's own table), and keep
   * any word it knows: what a small corpus cannot learn by counting.
   */
  generalRarity: boolean;
}

export interface Vocabulary {
  features: string[];
  index: Map<string, number>;
  /** Inverse document frequency of each feature. */
  rarity: Float32Array;
}

/** Pieces that are no word of the language weigh less than words: they mostly cross a word's border. */
const noWordFactor = 0.8;
/** The middle of the dictionary's scale, where general rarity neither adds nor takes away. */
const middleRarity = 8;

export function buildVocabulary(
  counts: readonly ReadonlyMap<string, number>[],
  options: VocabularyOptions,
): Vocabulary {
  const seenIn = new Map<string, number>();
  for (const document of counts) {
    for (const feature of document.keys()) seenIn.set(feature, (seenIn.get(feature) ?? 0) + 1);
  }
  const general = options.generalRarity ? readGeneralRarity() : null;
  const features: string[] = [];
  const rarity: number[] = [];
  for (const [feature, seen] of seenIn) {
    const plain = plainFeature(feature);
    const known = general?.get(plain);
    const isWord = known !== undefined && feature !== plain;
    if (seen < options.minExamples && !isWord && !(general && [...plain].length === 1)) continue;
    // Smoothed as if one more example held every feature, so that none is infinite.
    const own = Math.log((1 + counts.length) / (1 + seen)) + 1;
    features.push(feature);
    rarity.push(own * generalFactor(plain, known, general !== null));
  }
  return { features, index: new Map(features.map((f, i) => [f, i])), rarity: Float32Array.from(rarity) };
}

/** TF-IDF with sub-linear term frequency, at unit length. Features the vocabulary lacks are passed over. */
export function vectorise(counts: ReadonlyMap<string, number>, vocabulary: Vocabulary): SparseRow {
  const pairs: [index: number, value: number][] = [];
  let squares = 0;
  for (const [feature, count] of counts) {
    const index = vocabulary.index.get(feature);
    if (index === undefined) continue;
    const value = (1 + Math.log(count)) * vocabulary.rarity[index]!;
    pairs.push([index, value]);
    squares += value * value;
  }
  const length = Math.sqrt(squares) || 1;
  return {
    indices: Int32Array.from(pairs, ([index]) => index),
    values: Float32Array.from(pairs, ([, value]) => value / length),
  };
}

function generalFactor(plain: string, known: number | undefined, general: boolean): number {
  if (!general || [...plain].length === 1) return 1;
  return known === undefined ? noWordFactor : known / middleRarity;
}

function readGeneralRarity(): Map<string, number> {
  const table = new Map<string, number>();
  for (const line of new TextDecoder().decode(generalFrequencies).split('\n')) {
    const gap = line.lastIndexOf(' ');
    if (gap > 0) table.set(line.slice(0, gap), Number(line.slice(gap + 1)));
  }
  return table;
}
