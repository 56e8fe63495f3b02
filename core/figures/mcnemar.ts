/**
 * Exact two-sided McNemar test of two judges over the same cases: the chance of a split at least as uneven as
 * `onlyA` to `onlyB` among the cases that only one of them got right, were they equally good (McNemar, "Note on the
 * Sampling Error of the Difference Between Correlated Proportions or Percentages", Psychometrika 1947, with binomial
 * instead of χ² tails, for the counts are small).
 */
export function mcnemarExact(onlyA: number, onlyB: number): number {
  const n = onlyA + onlyB;
  let log = -n * Math.LN2;
  let tail = Math.exp(log);
  for (let k = 1; k <= Math.min(onlyA, onlyB); k++) {
    log += Math.log((n - k + 1) / k);
    tail += Math.exp(log);
  }
  return Math.min(1, 2 * tail);
}
