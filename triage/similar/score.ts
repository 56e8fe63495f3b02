/** How two cases compare; what the index measures and the score weighs. */
export interface Comparison {
  /** Share of what the shorter text says that the other says too, by rarity (0…1). */
  contained: number;
  /** The same against the geometric mean of both (0…1). */
  cosine: number;
  /** Share of the words of place that both name (0…1); null where either names none. */
  places: number | null;
  /** Whether both lie in the same neighbourhood; null where either is unknown. */
  sameScene: boolean | null;
  sameDistrict: boolean | null;
  /** Between the shared locations; null where either shared none. */
  kilometres: number | null;
  daysApart: number;
}

/** Neighbours in the same community, where nobody names a place: most of them speak of the same spot. */
const sceneAlone = 0.6;

/** A description of both in numbers, in the order of the weights. */
export function describe(comparison: Comparison): number[] {
  const { contained, cosine, places, sameScene, sameDistrict, kilometres, daysApart } = comparison;
  const near = kilometres === null ? 0 : Math.exp(-kilometres / 0.5);
  const named = places ?? (sameScene ? sceneAlone : 0);
  const spot = Math.max(named, near);
  return [
    1,
    cosine,
    spot,
    contained * spot,
    places === 0 ? 1 : 0,
    sameScene === false ? 1 : 0,
    sameDistrict === false ? 1 : 0,
    kilometres !== null && kilometres > 1.5 ? 1 : 0,
    Math.min(daysApart, 90) / 30,
  ];
}

/**
 * Logistic regression on pairs of which it is known whether they tell of the same matter: `npm run bench:similar --
 * --fit` prints it. In order: constant, cosine, the same spot (by name, scanned code or location), contained × same
 * spot, no place in common, another neighbourhood, another district, far, months apart. What is alike never counts
 * against, what differs never for.
 */
const weights = [-6.1, 1.85, 3.24, 10.75, -3.77, -2.24, -4.42, -3.48, -0.51];

/** Probability (0…1) that both tell of the same matter. */
export function scoreOf(comparison: Comparison): number {
  const sum = describe(comparison).reduce((total, value, at) => total + value * weights[at]!, 0);
  return 1 / (1 + Math.exp(-sum));
}

/** Less probable ones are not worth a reviewer's look: of those between 0.1 and 0.3 one in six is the same matter. */
export const worthALook = 0.015;
