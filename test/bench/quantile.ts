/** The `share`-quantile (0 to 1) by the nearest-rank method: the smallest value that `share` of all do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.ceil(share * sorted.length) - 1;
  const value = sorted[Math.max(0, at)];
  if (value === undefined) throw new RangeError('no values');
  return value;
}
