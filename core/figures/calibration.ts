/** Ten equally wide bins of probability. */
export const reliabilityBins = 10;

/** The predictions of one bin. */
export interface ReliabilityBin {
  /** Bounds of the probability, 0…1. */
  from: number;
  to: number;
  n: number;
  /** Mean probability, 0…1. */
  said: number;
  /** Share that was right, 0…1. */
  held: number;
}

/** What was counted in a bin: how many, the sum of their probabilities, how many were right. */
export interface BinCount {
  bin: number;
  n: number;
  probabilities: number;
  right: number;
}

export function reliability(counts: readonly BinCount[]): ReliabilityBin[] {
  return Array.from({ length: reliabilityBins }, (_, bin) => {
    const members = counts.filter((count) => count.bin === bin);
    const sum = (key: 'n' | 'probabilities' | 'right') =>
      members.reduce((total, count) => total + count[key], 0);
    const n = sum('n');
    return {
      from: bin / reliabilityBins,
      to: (bin + 1) / reliabilityBins,
      n,
      said: n ? sum('probabilities') / n : 0,
      held: n ? sum('right') / n : 0,
    };
  });
}

/**
 * Expected calibration error, 0…1: how far, on average, what was said is from what held. Naeini, Cooper and
 * Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian Binning", AAAI 2015. 0 where nothing was counted.
 */
export function calibrationError(bins: readonly ReliabilityBin[]): number {
  const total = bins.reduce((sum, { n }) => sum + n, 0);
  if (total === 0) return 0;
  return bins.reduce((sum, { n, said, held }) => sum + (n / total) * Math.abs(said - held), 0);
}
