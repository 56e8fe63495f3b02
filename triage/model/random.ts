/** A small seeded generator (mulberry32), so that the same data and seed give the same model anywhere. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Deals each index to one of `count` folds, so that every label is spread evenly over them. */
export function dealFolds(labels: readonly string[], count: number, seed: number): Int32Array {
  const random = createRandom(seed);
  const byLabel = new Map<string, number[]>();
  for (const [i, label] of labels.entries()) {
    const members = byLabel.get(label);
    if (members) members.push(i);
    else byLabel.set(label, [i]);
  }
  const folds = new Int32Array(labels.length);
  // Going on where the last label stopped keeps folds even where labels have fewer members than folds.
  let dealt = 0;
  for (const members of byLabel.values()) {
    for (let i = members.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [members[i], members[j]] = [members[j]!, members[i]!];
    }
    for (const member of members) folds[member] = dealt++ % count;
  }
  return folds;
}
