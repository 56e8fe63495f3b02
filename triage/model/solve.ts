import type { SparseRows } from './matrix.ts';
import { createRandom } from './random.ts';

export interface SolveOptions {
  /** Price of an error against the size of the weights. */
  cost: number;
  seed: number;
  /** Stops when no gradient of a pass is larger. */
  tolerance: number;
  maxPasses: number;
}

/** Two-class problems over the same rows: what each of them calls positive. */
export interface Problems {
  /** For each row, which kind of row it is. */
  kindOf: Int32Array;
  /** For each problem, for each kind, whether it is positive. */
  positive: readonly Uint8Array[];
  /**
   * Factor of each feature in each problem, feature by feature, or null: the same as scaling the rows, without
   * a copy of them for each problem.
   */
  scale: Float32Array | null;
  /** What each row already scores in each problem, row by row, or null: the weights that are found add to it. */
  offsets: Float32Array | null;
}

/** An example this far on the right side of a problem's margin plays no part in it until the others have converged. */
const settledAbove = 0.05;
/** Steps smaller than this are not worth a walk over the example's features. */
const leastStep = 1e-4;

/**
 * Weights of linear support vector machines with squared hinge loss, by dual coordinate descent with shrinking:
 * Hsieh, Chang, Lin, Keerthi and Sundararajan, "A Dual Coordinate Descent Method for Large-scale Linear SVM",
 * ICML 2008, algorithm 3. All problems are solved in one walk over the rows, because a feature's weights for all
 * of them lie side by side: with hundreds of problems that is several times as fast as one after the other.
 * Time per pass is linear in the number of stored values.
 *
 * @param size number of features
 * @returns feature by feature, one weight a problem (for plain, unscaled rows); last, the biases
 */
export function solveTogether(
  rows: SparseRows,
  { kindOf, positive, scale, offsets }: Problems,
  size: number,
  options: SolveOptions,
): Float32Array {
  const count = kindOf.length;
  const width = positive.length;
  const weights = new Float32Array((size + 1) * width);
  const biases = weights.subarray(size * width);
  const squares = scale?.map((factor) => factor * factor) ?? null;
  const alpha = new Float32Array(count * width);
  const diagonal = 0.5 / options.cost;
  const curvature = curvatures(rows, squares, width, 1 + diagonal);
  const signs = signsOf(positive);
  // For each row, in the first places of its line, the problems in which it is not settled.
  const open = Uint16Array.from({ length: count * width }, (_, i) => i % width);
  const openCount = new Int32Array(count).fill(width);
  const scores = new Float32Array(width);
  const steps = { problems: new Uint16Array(width), sizes: new Float32Array(width), count: 0 };
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const random = createRandom(options.seed);
  // Whether the pass began with every problem of every row.
  let complete = true;

  for (let pass = 0; pass < options.maxPasses; pass++) {
    shuffle(order, random);
    let largest = 0;
    for (const row of order) {
      const line = row * width;
      const asked = open.subarray(line, line + openCount[row]!);
      if (asked.length === 0) continue;
      if (asked.length === width) scoreAll(rows, row, weights, biases, scores);
      else scoreSome(rows, row, weights, biases, asked, scores);
      const sign = kindOf[row]! * width;
      steps.count = 0;
      let kept = 0;
      for (const p of asked) {
        const before = alpha[line + p]!;
        const score = offsets ? scores[p]! + offsets[line + p]! : scores[p]!;
        const gradient = score * signs[sign + p]! - 1 + before * diagonal;
        const atBound = before === 0 && gradient > 0;
        if (atBound && gradient > settledAbove && pass > 0) continue;
        asked[kept++] = p;
        if (atBound) continue;
        const after = Math.max(before - gradient / curvature[squares ? line + p : row]!, 0);
        const step = (after - before) * signs[sign + p]!;
        if (Math.abs(step) < leastStep) continue;
        largest = Math.max(largest, Math.abs(gradient));
        alpha[line + p] = after;
        steps.sizes[steps.count] = step;
        steps.problems[steps.count++] = p;
      }
      openCount[row] = kept;
      if (steps.count > 0) addSteps(rows, row, steps, squares, weights, biases);
    }
    if (largest > options.tolerance) {
      complete = false;
      continue;
    }
    if (complete) break;
    // Converged on what was left: look once more at everything that was settled.
    for (let i = 0; i < open.length; i++) open[i] = i % width;
    openCount.fill(width);
    complete = true;
  }
  return weights;
}

type Weights = Float32Array;

function scoreAll(
  { starts, indices, values }: SparseRows,
  row: number,
  weights: Weights,
  biases: Weights,
  scores: Float32Array,
): void {
  const width = scores.length;
  scores.set(biases);
  for (let k = starts[row]!; k < starts[row + 1]!; k++) {
    const value = values[k]!;
    const start = indices[k]! * width;
    for (let p = 0; p < width; p++) scores[p]! += value * weights[start + p]!;
  }
}

function scoreSome(
  { starts, indices, values }: SparseRows,
  row: number,
  weights: Weights,
  biases: Weights,
  problems: Uint16Array,
  scores: Float32Array,
): void {
  const width = scores.length;
  const some = problems.length;
  for (let j = 0; j < some; j++) scores[problems[j]!] = biases[problems[j]!]!;
  for (let k = starts[row]!; k < starts[row + 1]!; k++) {
    const value = values[k]!;
    const start = indices[k]! * width;
    for (let j = 0; j < some; j++) {
      const p = problems[j]!;
      scores[p]! += value * weights[start + p]!;
    }
  }
}

interface Steps {
  problems: Uint16Array;
  sizes: Float32Array;
  count: number;
}

function addSteps(
  { starts, indices, values }: SparseRows,
  row: number,
  { problems, sizes, count }: Steps,
  squares: Float32Array | null,
  weights: Weights,
  biases: Weights,
): void {
  const width = biases.length;
  for (let j = 0; j < count; j++) biases[problems[j]!]! += sizes[j]!;
  for (let k = starts[row]!; k < starts[row + 1]!; k++) {
    const value = values[k]!;
    const start = indices[k]! * width;
    for (let j = 0; j < count; j++) {
      const w = start + problems[j]!;
      weights[w]! += value * sizes[j]! * (squares ? squares[w]! : 1);
    }
  }
}

/** Second derivative of each row's dual variable; of each problem's own where features are scaled. */
function curvatures(rows: SparseRows, squares: Float32Array | null, width: number, base: number): Float32Array {
  const { starts, indices, values } = rows;
  const count = starts.length - 1;
  const sums = new Float32Array(squares ? count * width : count).fill(base);
  for (let row = 0; row < count; row++) {
    for (let k = starts[row]!; k < starts[row + 1]!; k++) {
      const square = values[k]! * values[k]!;
      if (!squares) sums[row]! += square;
      else {
        const start = indices[k]! * width;
        for (let p = 0; p < width; p++) sums[row * width + p]! += square * squares[start + p]!;
      }
    }
  }
  return sums;
}

/** +1 or −1, kind by kind, one a problem. */
function signsOf(positive: readonly Uint8Array[]): Float32Array {
  const kinds = positive[0]?.length ?? 0;
  const signs = new Float32Array(kinds * positive.length);
  for (const [p, isPositive] of positive.entries()) {
    for (let kind = 0; kind < kinds; kind++) signs[kind * positive.length + p] = isPositive[kind] ? 1 : -1;
  }
  return signs;
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const other = order[i]!;
    order[i] = order[j]!;
    order[j] = other;
  }
}
