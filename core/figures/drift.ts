/**
 * Population stability index between two counts of the same labels: Σ (now − before) · ln (now / before) over their
 * shares, each label counted half a case more than it was, so that one that is new does not make it infinite. Below 0.1
 * is calm, above 0.25 is a shift (Siddiqi, "Credit Risk Scorecards", 2006). `parts` says what each label adds to it.
 */
export function stabilityIndex(
  before: ReadonlyMap<string, number>,
  now: ReadonlyMap<string, number>,
): { index: number; parts: Map<string, number> } {
  const labels = [...new Set([...before.keys(), ...now.keys()])];
  const totalOf = (counts: ReadonlyMap<string, number>) =>
    labels.reduce((sum, label) => sum + (counts.get(label) ?? 0) + 0.5, 0);
  const [totalBefore, totalNow] = [totalOf(before), totalOf(now)];
  const parts = new Map(
    labels.map((label) => {
      const p = ((now.get(label) ?? 0) + 0.5) / totalNow;
      const q = ((before.get(label) ?? 0) + 0.5) / totalBefore;
      return [label, (p - q) * Math.log(p / q)] as const;
    }),
  );
  return { index: [...parts.values()].reduce((sum, part) => sum + part, 0), parts };
}
