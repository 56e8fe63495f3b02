/** ln Γ(x) for x > 0: Stirling's series, after shifting small arguments up (Abramowitz and Stegun 6.1.41). */
export function logGamma(x: number): number {
  let shift = 0;
  let at = x;
  while (at < 8) shift -= Math.log(at++);
  const series = 1 / (12 * at) - 1 / (360 * at ** 3) + 1 / (1260 * at ** 5);
  return shift + (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series;
}

/**
 * −log10 of the probability that a negative binomial count (a Poisson count whose rate is Gamma-distributed with
 * `shape` and mean `mean`) is at least `count`.
 */
export function surpriseOf(count: number, shape: number, mean: number): number {
  if (count <= mean) return 0;
  const lost = mean / (shape + mean);
  const logFirst =
    logGamma(count + shape) -
    logGamma(shape) -
    logGamma(count + 1) +
    shape * Math.log(1 - lost) +
    count * Math.log(lost);
  // The rest of the series falls faster than a geometric one.
  let term = 1;
  let sum = 1;
  for (let k = count; term > 1e-9 * sum; k++) {
    term *= ((k + shape) / (k + 1)) * lost;
    sum += term;
  }
  return -(logFirst + Math.log(sum)) / Math.LN10;
}
