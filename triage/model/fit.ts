import type { FeatureCounts } from '../text/features.ts';
import { type SparseRows, stackRows } from './matrix.ts';
import type { Recipe } from './model.ts';
import { solveBinary } from './solve.ts';
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
  const weights = new Float32Array(size * labels.length);
  const biases = new Float32Array(labels.length);
  for (const [g, group] of groupsOf(labels, ancestors, recipe.ancestorShare).entries()) {
    const positive = Uint8Array.from(labelOf, (label) => (group.members.has(label) ? 1 : 0));
    const solved = solveAgainstRest(rows, positive, size, recipe, seed + g);
    for (const label of group.members) {
      for (let f = 0; f < size; f++) weights[f * labels.length + label]! += group.share * solved[f]!;
      biases[label]! += group.share * solved[size]!;
    }
  }
  centre(weights, labels.length);
  return { vocabulary, weights, biases };
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

function solveAgainstRest(
  rows: SparseRows,
  positive: Uint8Array,
  size: number,
  recipe: Recipe,
  seed: number,
): Float64Array {
  const scale = recipe.ratio ? logCountRatios(rows, positive, size) : null;
  const members = Int32Array.from({ length: positive.length }, (_, i) => i);
  return solveBinary(rows, members, positive, scale, size, {
    cost: recipe.cost,
    seed,
    tolerance: recipe.tolerance,
    maxPasses: recipe.maxPasses,
  });
}

/** |log (p / |p|) / (q / |q|)| of each feature's presence in the class and outside it, smoothed by one. */
function logCountRatios(rows: SparseRows, positive: Uint8Array, size: number): Float64Array {
  const inside = new Float64Array(size).fill(1);
  const outside = new Float64Array(size).fill(1);
  for (let row = 0; row < positive.length; row++) {
    const side = positive[row] ? inside : outside;
    for (let k = rows.starts[row]!; k < rows.starts[row + 1]!; k++) side[rows.indices[k]!]!++;
  }
  const sum = (side: Float64Array) => side.reduce((total, count) => total + count, 0);
  const shift = Math.log(sum(inside) / sum(outside));
  return inside.map((count, f) => Math.abs(Math.log(count / outside[f]!) - shift));
}

/** Softmax does not change when a feature's weights are shifted together; centred, each one is a contrast. */
function centre(weights: Float32Array, labels: number): void {
  for (let start = 0; start < weights.length; start += labels) {
    let mean = 0;
    for (let label = 0; label < labels; label++) mean += weights[start + label]! / labels;
    for (let label = 0; label < labels; label++) weights[start + label]! -= mean;
  }
}
