import { createRandom } from '../../../triage/model/random.ts';

export type Random = () => number;

/** The same seed gives the same run. */
export const seeded: (seed: number) => Random = createRandom;

export function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(random() * items.length)]!;
}
