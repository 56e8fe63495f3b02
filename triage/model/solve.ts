import type { SparseRows } from './matrix.ts';
import { createRandom } from './random.ts';

export interface SolveOptions {
  /** Price of an error against the size of the weights. */
  cost: number;
  seed: number;
  /** Stops when the projected gradients lie within this of one another. */
  tolerance: number;
  maxPasses: number;
}

/**
 * Weights of a linear support vector machine with squared hinge loss, by dual coordinate descent with
 * shrinking: Hsieh, Chang, Lin, Keerthi and Sundararajan, "A Dual Coordinate Descent Method for Large-scale
 * Linear SVM", ICML 2008, algorithm 3. Time per pass is linear in the number of stored values.
 *
 * @param members rows to learn from
 * @param positive for each row of `rows`, whether it belongs to the class
 * @param scale factor of each feature, or null: the same as scaling the rows, without a copy of them
 * @param size number of features
 * @returns `size` weights (already multiplied by `scale`, so that plain rows can be scored) and, last, the bias
 */
export function solveBinary(
  rows: SparseRows,
  members: Int32Array,
  positive: Uint8Array,
  scale: Float64Array | null,
  size: number,
  options: SolveOptions,
): Float64Array {
  const { starts, indices } = rows;
  const values = scale ? scaled(rows, scale) : rows.values;
  const count = members.length;
  const weights = new Float64Array(size + 1);
  const alpha = new Float64Array(count);
  const diagonal = 0.5 / options.cost;
  const curvature = new Float64Array(count);
  const order = new Int32Array(count);
  for (let m = 0; m < count; m++) {
    let sum = 1 + diagonal;
    for (let k = starts[members[m]!]!; k < starts[members[m]! + 1]!; k++) sum += values[k]! * values[k]!;
    curvature[m] = sum;
    order[m] = m;
  }
  const random = createRandom(options.seed);
  let active = count;
  let shrinkAbove = Infinity;
  for (let pass = 0; pass < options.maxPasses; pass++) {
    let highest = -Infinity;
    let lowest = Infinity;
    for (let i = 0; i < active; i++) {
      const j = i + Math.floor(random() * (active - i));
      const other = order[i]!;
      order[i] = order[j]!;
      order[j] = other;
    }
    for (let i = 0; i < active; i++) {
      const m = order[i]!;
      const row = members[m]!;
      const sign = positive[row] ? 1 : -1;
      const end = starts[row + 1]!;
      let score = weights[size]!;
      for (let k = starts[row]!; k < end; k++) score += weights[indices[k]!]! * values[k]!;
      const gradient = score * sign - 1 + alpha[m]! * diagonal;
      let projected = gradient;
      if (alpha[m] === 0) {
        if (gradient > shrinkAbove) {
          active--;
          order[i] = order[active]!;
          order[active] = m;
          i--;
          continue;
        }
        if (gradient > 0) projected = 0;
      }
      if (projected > highest) highest = projected;
      if (projected < lowest) lowest = projected;
      if (Math.abs(projected) < 1e-12) continue;
      const before = alpha[m]!;
      alpha[m] = Math.max(before - gradient / curvature[m]!, 0);
      const step = (alpha[m]! - before) * sign;
      for (let k = starts[row]!; k < end; k++) weights[indices[k]!]! += step * values[k]!;
      weights[size]! += step;
    }
    if (highest - lowest <= options.tolerance) {
      if (active === count) break;
      // Converged on what was left: look once more at everything that was set aside.
      active = count;
      shrinkAbove = Infinity;
      continue;
    }
    shrinkAbove = highest <= 0 ? Infinity : highest;
  }
  if (scale) for (let f = 0; f < size; f++) weights[f]! *= scale[f]!;
  return weights;
}

function scaled(rows: SparseRows, scale: Float64Array): Float32Array {
  const values = new Float32Array(rows.values.length);
  for (let k = 0; k < values.length; k++) values[k] = rows.values[k]! * scale[rows.indices[k]!]!;
  return values;
}
