import { idf as generalFrequencies } from '@node-rs/jieba/dict.js';
import { asWord, lengthOf, wordKey } from '../text/feature-key.ts';
import type { FeatureCounts } from '../text/features.ts';
import { KeyTable } from '../text/key-table.ts';
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
  /** The features, in the order of the model's tables. */
  features: Float64Array;
  index: KeyTable;
  /** Inverse document frequency of each feature. */
  rarity: Float32Array;
}

/** Pieces that are no word of the language weigh less than words: they mostly cross a word's border. */
const noWordFactor = 0.8;
/** The middle of the dictionary's scale, where general rarity neither adds nor takes away. */
const middleRarity = 8;

export function buildVocabulary(
  documents: readonly FeatureCounts[],
  options: VocabularyOptions,
): Vocabulary {
  const all = new KeyTable(1 << 16);
  let seenIn = new Int32Array(all.keys.length);
  for (const { keys } of documents) {
    for (const key of keys) {
      const at = all.add(key);
      if (at >= seenIn.length) {
        const grown = new Int32Array(all.keys.length);
        grown.set(seenIn);
        seenIn = grown;
      }
      seenIn[at]!++;
    }
  }
  const general = options.generalRarity ? readGeneralRarity() : null;
  const features: number[] = [];
  const rarity: number[] = [];
  for (let at = 0; at < all.size; at++) {
    const key = all.keys[at]!;
    const known = general?.get(asWord(key));
    const isWord = known !== undefined && asWord(key) === key;
    if (seenIn[at]! < options.minExamples && !isWord && !(general && lengthOf(key) === 1)) continue;
    // Smoothed as if one more example held every feature, so that none is infinite.
    const own = Math.log((1 + documents.length) / (1 + seenIn[at]!)) + 1;
    features.push(key);
    rarity.push(own * generalFactor(key, known, general !== null));
  }
  return vocabularyOf(Float64Array.from(features), Float32Array.from(rarity));
}

export function vocabularyOf(features: Float64Array, rarity: Float32Array): Vocabulary {
  return { features, index: KeyTable.of(features), rarity };
}

/** TF-IDF with sub-linear term frequency, at unit length. Features the vocabulary lacks are passed over. */
export function vectorise({ keys, counts }: FeatureCounts, vocabulary: Vocabulary): SparseRow {
  const indices = new Int32Array(keys.length);
  const values = new Float32Array(keys.length);
  let size = 0;
  let squares = 0;
  for (let i = 0; i < keys.length; i++) {
    const index = vocabulary.index.find(keys[i]!);
    if (index < 0) continue;
    const value = (1 + Math.log(counts[i]!)) * vocabulary.rarity[index]!;
    indices[size] = index;
    values[size++] = value;
    squares += value * value;
  }
  const length = Math.sqrt(squares) || 1;
  for (let i = 0; i < size; i++) values[i]! /= length;
  return { indices: indices.slice(0, size), values: values.slice(0, size) };
}

function generalFactor(key: number, known: number | undefined, general: boolean): number {
  if (!general || lengthOf(key) === 1) return 1;
  return known === undefined ? noWordFactor : known / middleRarity;
}

let generalRarity: Map<number, number> | null = null;

/** Some 300,000 words and a third of a second: read once, and only where a model is trained with it. */
function readGeneralRarity(): Map<number, number> {
  if (generalRarity) return generalRarity;
  const table = new Map<number, number>();
  for (const line of new TextDecoder().decode(generalFrequencies).split('\n')) {
    const gap = line.lastIndexOf(' ');
    if (gap > 0) table.set(wordKey(line.slice(0, gap)), Number(line.slice(gap + 1)));
  }
  generalRarity = table;
  return table;
}
