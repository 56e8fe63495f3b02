import type { Model } from './model.ts';
import { dealFolds } from './random.ts';

/** What makes a model's scores into probabilities. */
export type Calibration = Pick<Model, 'temperature' | 'doubt'>;

/** Scores of examples that the scoring model had not seen, and what they should have been. */
export interface HeldOut {
  scores: Float64Array[];
  labels: number[];
}

/** Whole cross-validation where examples are few; one fold is enough, and five times faster, where many. */
const manyExamples = 3000;

/** The (training, held-out) splits to calibrate on: every third for few examples, one fifth for many. */
export function calibrationSplits(
  labels: readonly string[],
  seed: number,
): { training: number[]; heldOut: number[] }[] {
  const many = labels.length >= manyExamples;
  const count = many ? 5 : 3;
  const folds = dealFolds(labels, count, seed);
  return Array.from({ length: many ? 1 : count }, (_, fold) => {
    const training: number[] = [];
    const heldOut: number[] = [];
    for (const [i, dealt] of folds.entries()) (dealt === fold ? heldOut : training).push(i);
    return { training, heldOut };
  });
}

/**
 * The temperature under which softmax(temperature × scores) has the lowest log loss on held-out examples:
 * Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks", ICML 2017. The loss has one
 * minimum, so a golden-section search over the logarithm finds it.
 */
export function fitTemperature(heldOut: HeldOut): number {
  if (heldOut.labels.length === 0) return 1;
  let low = Math.log(0.05);
  let high = Math.log(200);
  const golden = (Math.sqrt(5) - 1) / 2;
  for (let i = 0; i < 40; i++) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    if (logLoss(heldOut, Math.exp(left)) < logLoss(heldOut, Math.exp(right))) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}

function logLoss(heldOut: HeldOut, temperature: number): number {
  let loss = 0;
  for (const [i, scores] of heldOut.scores.entries()) {
    loss -= Math.log(Math.max(softmax(scores, temperature)[heldOut.labels[i]!]!, 1e-12));
  }
  return loss;
}

/** Probabilities that add up to one. */
export function softmax(scores: Float64Array, temperature: number): Float64Array {
  const highest = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const powers = scores.map((score) => Math.exp(temperature * (score - highest)));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** The probability of each label; they add up to one. */
export function probabilitiesOf(scores: Float64Array, { temperature, doubt }: Calibration): Float64Array {
  return softmax(scores, temperature).map((probability) => (1 - doubt) * probability + doubt / scores.length);
}
