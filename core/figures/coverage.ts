import { wilsonLower } from './wilson.ts';

/** A threshold of confidence, and what lies at or above it. */
export interface CoveragePoint {
  threshold: number;
  /** Cases at or above the threshold. */
  n: number;
  right: number;
  /** Share of all cases, 0…1. */
  coverage: number;
  /** Share of them that was right, 0…1. */
  precision: number;
  /** Lower bound of the 95 % interval of the precision. */
  lower: number;
}

/**
 * The thresholds that may be chosen. They are fixed beforehand: the best of all thresholds, picked by looking at the
 * outcomes, would prove less than its interval says.
 */
export const thresholds = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98] as const;

/** Cases whose confidence reached `threshold` but not the next one. */
export interface CoverageCount {
  /** Null: below the lowest threshold, or not eligible. */
  threshold: number | null;
  n: number;
  right: number;
}

/** Coverage against precision at each threshold, from the lowest (most is covered) to the highest. */
export function coverageCurve(counts: readonly CoverageCount[]): CoveragePoint[] {
  const all = counts.reduce((sum, { n }) => sum + n, 0);
  return thresholds.map((threshold) => {
    const above = counts.filter((count) => count.threshold !== null && count.threshold >= threshold);
    const n = above.reduce((sum, count) => sum + count.n, 0);
    const right = above.reduce((sum, count) => sum + count.right, 0);
    return {
      threshold,
      n,
      right,
      coverage: all ? n / all : 0,
      precision: n ? right / n : 0,
      lower: wilsonLower(right, n),
    };
  });
}
