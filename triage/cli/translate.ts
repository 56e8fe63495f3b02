import type { Labelled } from '../engines/engine.ts';
import type { LabelMap } from './read-map.ts';

/** Adds up what the map puts together; what it doesn't know cannot be meant, and the others share its part. */
export function translate(ranked: readonly Labelled[], map: LabelMap): Labelled[] {
  const sums = new Map<string, number>();
  for (const { label, probability } of ranked) {
    const foreign = map(label);
    if (foreign !== null) sums.set(foreign, (sums.get(foreign) ?? 0) + probability);
  }
  const known = [...sums.values()].reduce((sum, probability) => sum + probability, 0);
  return [...sums]
    .map(([label, probability]) => ({ label, probability: probability / known }))
    .sort((a, b) => b.probability - a.probability);
}
