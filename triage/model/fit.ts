import type { FeatureCounts } from '../text/features.ts';
import { type SparseRows, stackRows } from './matrix.ts';
import type { Recipe } from './model.ts';
import { solveTogether } from './solve.ts';
import { buildVocabulary, type Vocabulary, vectorise } from './vectorise.ts';

/** Weights before they are made compact: feature by feature, one number a label. */
export interface Fit {
  vocabulary: Vocabulary;
  weights: Float32Array;
  biases: Float32Array;
}

/** One classifier for each label against the rest, and one for each of their ancestors, added up. */
export function fit(
  counts: readonly FeatureCounts[],
  labelOf: Int32Array,
  labels: readonly string[],
  ancestors: readonly (readonly string[])[],
  recipe: Recipe,
  seed: number,
): Fit {
  const vocabulary = buildVocabulary(counts, recipe.vocabulary);
  const size = vocabulary.features.length;
  const rows = stackRows(counts.map((document) => vectorise(document, vocabulary)));
  const groups = groupsOf(labels, ancestors, recipe.ancestorShare);
  const positive = groups.map(({ members }) => Uint8Array.from(labels, (_, label) => (members.has(label) ? 1 : 0)));
  const problems = {
    kindOf: labelOf,
    positive,
    offsets: null,
    scale: recipe.ratio ? logCountRatios(rows, labelOf, positive, size) : null,
  };
  const { cost, tolerance, maxPasses } = recipe;
  const solved = solveTogether(rows, problems, size, { cost, seed, tolerance, maxPasses });
  const weights = addUp(solved, groups, size, labels.length);
  centre(weights.subarray(0, size * labels.length), labels.length);
  return {
    vocabulary,
    weights: weights.subarray(0, size * labels.length),
    biases: weights.slice(size * labels.length),
  };
}

/** Each label's weights: its own classifier's and its share of those of the groups it is in. */
function addUp(solved: Float32Array, groups: readonly Group[], size: number, labels: number): Float32Array {
  const weights = new Float32Array((size + 1) * labels);
  const parts = groups.flatMap(({ members, share }, g) => [...members].map((label) => ({ g, label, share })));
  for (let f = 0; f <= size; f++) {
    for (const { g, label, share } of parts) {
      weights[f * labels + label]! += share * solved[f * groups.length + g]!;
    }
  }
  return weights;
}

interface Group {
  members: Set<number>;
  share: number;
}

function groupsOf(
  labels: readonly string[],
  ancestors: readonly (readonly string[])[],
  ancestorShare: number,
): Group[] {
  const groups: Group[] = labels.map((_, label) => ({ members: new Set([label]), share: 1 }));
  if (ancestorShare === 0) return groups;
  const byName = new Map<string, Set<number>>();
  for (const [label, names] of ancestors.entries()) {
    for (const name of names) byName.set(name, (byName.get(name) ?? new Set()).add(label));
  }
  // What holds of all labels tells none of them apart.
  for (const members of byName.values()) {
    if (members.size < labels.length) groups.push({ members, share: ancestorShare });
  }
  return groups;
}

/**
 * |log (p / |p|) / (q / |q|)| of each feature's presence in a group and outside it, smoothed by one; feature by
 * feature, one number a group.
 */
function logCountRatios(
  rows: SparseRows,
  labelOf: Int32Array,
  positive: readonly Uint8Array[],
  size: number,
): Float32Array {
  const width = positive.length;
  const inside = new Float32Array(size * width);
  const everywhere = new Float32Array(size);
  const groupsOfLabel = positive[0]
    ? Array.from(positive[0], (_, label) => [...positive.keys()].filter((g) => positive[g]![label]))
    : [];
  for (const [row, label] of labelOf.entries()) {
    for (let k = rows.starts[row]!; k < rows.starts[row + 1]!; k++) {
      const feature = rows.indices[k]!;
      everywhere[feature]!++;
      for (const g of groupsOfLabel[label]!) inside[feature * width + g]!++;
    }
  }
  const total = everywhere.reduce((sum, count) => sum + count, 0);
  for (let g = 0; g < width; g++) {
    let sum = 0;
    for (let f = 0; f < size; f++) sum += inside[f * width + g]!;
    const shift = Math.log((sum + size) / (total - sum + size));
    for (let f = 0; f < size; f++) {
      const hits = inside[f * width + g]!;
      inside[f * width + g] = Math.abs(Math.log((hits + 1) / (everywhere[f]! - hits + 1)) - shift);
    }
  }
  return inside;
}

/** Softmax does not change when a feature's weights are shifted together; centred, each one is a contrast. */
export function centre(weights: Float32Array, labels: number): void {
  for (let start = 0; start < weights.length; start += labels) {
    let mean = 0;
    for (let label = 0; label < labels; label++) mean += weights[start + label]! / labels;
    for (let label = 0; label < labels; label++) weights[start + label]! -= mean;
  }
}
