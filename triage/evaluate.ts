/** One prediction beside the truth. */
export interface Judged {
  actual: string;
  predicted: string;
  /** Of the predicted label, 0…1. */
  probability: number;
}

export interface ClassScore {
  precision: number;
  recall: number;
  f1: number;
  /** How many examples truly have this label. */
  support: number;
}

/** What `evaluate --json` prints. */
export interface Report {
  n: number;
  accuracy: number;
  /** Mean F1 over the labels that occur in the truth. */
  macroF1: number;
  /** Expected calibration error over ten equally wide bins of probability. */
  ece: number;
  perClass: Record<string, ClassScore>;
  /** The largest share of examples, most probable first, whose precision is at least as asked. */
  coverage: { precision: number; coverage: number }[];
}

const bins = 10;
const askedPrecisions = [0.95, 0.99];

export function evaluate(judged: readonly Judged[]): Report {
  const perClass = scoreClasses(judged);
  const scores = Object.values(perClass);
  const right = judged.filter(isRight).length;
  return {
    n: judged.length,
    accuracy: ratio(right, judged.length),
    macroF1: ratio(
      scores.reduce((sum, { f1 }) => sum + f1, 0),
      scores.length,
    ),
    ece: calibrationError(judged),
    perClass,
    coverage: askedPrecisions.map((precision) => ({ precision, coverage: coverageAt(judged, precision) })),
  };
}

function scoreClasses(judged: readonly Judged[]): Record<string, ClassScore> {
  const labels = [...new Set(judged.map(({ actual }) => actual))].sort();
  return Object.fromEntries(
    labels.map((label) => {
      const support = judged.filter(({ actual }) => actual === label).length;
      const named = judged.filter(({ predicted }) => predicted === label).length;
      const hit = judged.filter((one) => one.predicted === label && isRight(one)).length;
      const f1 = ratio(2 * hit, support + named);
      return [label, { precision: ratio(hit, named), recall: ratio(hit, support), f1, support }];
    }),
  );
}

/** Naeini, Cooper and Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian Binning", AAAI 2015. */
function calibrationError(judged: readonly Judged[]): number {
  let error = 0;
  for (let bin = 0; bin < bins; bin++) {
    const members = judged.filter(
      ({ probability }) => Math.min(bins - 1, Math.floor(probability * bins)) === bin,
    );
    const confidence = members.reduce((sum, { probability }) => sum + probability, 0);
    error += Math.abs(members.filter(isRight).length - confidence) / Math.max(1, judged.length);
  }
  return error;
}

function coverageAt(judged: readonly Judged[], precision: number): number {
  const sorted = [...judged].sort((a, b) => b.probability - a.probability);
  let right = 0;
  let covered = 0;
  for (const [i, one] of sorted.entries()) {
    if (isRight(one)) right++;
    // A threshold can't part examples of the same probability.
    const atEdge = sorted[i + 1]?.probability !== one.probability;
    if (atEdge && right / (i + 1) >= precision) covered = i + 1;
  }
  return ratio(covered, judged.length);
}

function isRight({ actual, predicted }: Judged): boolean {
  return actual === predicted;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
