import type { Named, TopicName } from '../parts/shapes.ts';

/** A case as one of a group, as the API lists it. */
export interface Member {
  number: string;
  version: number;
  state: string;
  stateName: string;
  urgency: string;
  summary: string;
  place: string | null;
  district: Named | null;
  topic: TopicName | null;
  department: Named | null;
  filedAt: string;
  merged: number;
  claimedBy: { displayName: string; mine: boolean } | null;
  mergeable: boolean;
}

export interface SimilarMember extends Member {
  score: number;
  why: {
    words: string[];
    places: string[];
    sameNeighbourhood: boolean;
    sameDistrict: boolean;
    metres: number | null;
    daysApart: number;
    sameCitizen: boolean;
  };
}

export interface Group {
  own: Member;
  similar: SimilarMember[];
  merged: Member[];
  master: Member | null;
}

/** From here on a case is ticked from the start. */
export const nearlyCertain = 0.8;
/** Below this a case waits behind a button. */
export const likely = 0.2;

/** Why two cases may be one matter, in a few words each, the strongest first. */
export function reasonsOf({ why }: SimilarMember): string[] {
  const { words, places, sameNeighbourhood, sameDistrict, metres, daysApart, sameCitizen } = why;
  const near = metres !== null && metres < 1_000;
  return [
    ...(sameCitizen ? ['同一位诉求人'] : []),
    ...(places.length > 0 ? [`都说到${places.join('、')}`] : []),
    ...(near ? [`定位相距约 ${Math.max(10, Math.round(metres / 10) * 10)} 米`] : []),
    ...(sameNeighbourhood && places.length === 0 && !near ? ['同一社区'] : []),
    ...(sameDistrict && !sameNeighbourhood && places.length === 0 ? ['同一区县'] : []),
    ...(words.length > 0 ? [`都提到${words.slice(0, 4).join('、')}`] : []),
    daysApart < 1 ? '同一天反映' : `相隔 ${Math.round(daysApart)} 天`,
  ];
}

export interface Choice {
  master: Member;
  /** Those that become part of it. */
  cases: Member[];
}

/**
 * What merging the chosen cases would do. The master is the one that was asked for where it can be, else the one that
 * is already with a department, else the earliest.
 * @returns a text where it can't be done
 */
export function planMerge(chosen: readonly Member[], asked: string | null): Choice | string {
  if (chosen.length < 2) return '勾选确实是同一件事的工单';
  const fixed = chosen.filter(({ mergeable }) => !mergeable);
  if (fixed.length > 1)
    return `${fixed.map(({ number }) => number).join('、')} 都已经在办，只能选一件作主工单`;
  const byTime = [...chosen].sort((a, b) => a.filedAt.localeCompare(b.filedAt));
  const master = fixed[0] ?? chosen.find(({ number }) => number === asked) ?? byTime[0]!;
  return { master, cases: chosen.filter(({ number }) => number !== master.number) };
}
