import { keyOf, placeOf, type SightedPlace, type Sighting } from './sightings.ts';
import { surpriseOf } from './tail.ts';

/** A topic and a place with more complaints than usual. */
export interface HotSpot {
  /** Two, four or six digits of the topic's code. */
  topicCode: string;
  place: SightedPlace;
  /** Days of the window in which it rose. */
  days: number;
  complaints: number;
  citizens: number;
  /** Complaints that were to be expected in the window. */
  expected: number;
  /** −log10 of the probability of so many by chance. */
  surprise: number;
  /** Complaints of each day up to now, oldest first. */
  daily: number[];
  /** Newest first. */
  caseIds: string[];
  firstAt: number;
  lastAt: number;
}

type Rise = Omit<HotSpot, 'daily'>;

export interface HotSpotOptions {
  /** Windows up to now in which a rise is looked for, in days. */
  windows?: readonly number[];
  /** Days before a window that say what is usual. */
  historyDays?: number;
  /** Different citizens that a hot spot needs. */
  fewestCitizens?: number;
  most?: number;
}

const day = 86_400_000;
/** Widths of a topic's code: main class, class, leaf. */
const widths = [2, 4, 6];
/** How much the city's own rate counts against the place's: as if so many complaints had been seen at that rate. */
const priorStrength = 1;
/** Share of false alarms among what is listed (Benjamini and Hochberg, 1995). */
const falseAlarms = 0.01;
/** Two with this share of cases in common are one. */
const sameHeat = 0.4;
const shownDays = 28;

/**
 * Topics × places that rose. The number of complaints of a pair in the window is held against its own history, shrunk
 * towards what topic and place make likely by themselves (topic's rate × place's share): a Gamma prior on the rate
 * and Poisson counts, so that the count to come is negative binomial (the Gamma-Poisson shrinker: DuMouchel, The
 * American Statistician 53, 1999). What is listed is the upper tail, most surprising first, with false discoveries
 * bounded over all pairs that could have been listed; of pairs made of the same cases the most surprising stays.
 */
export function findHotSpots(
  sightings: Iterable<Sighting>,
  now: number,
  options: HotSpotOptions = {},
): HotSpot[] {
  const { windows = [7, 28], historyDays = 83, fewestCitizens = 3, most = 20 } = options;
  const all = [...sightings].filter(({ at }) => at <= now);
  const spots = windows.flatMap((days) => findRises(all, now, days, historyDays, fewestCitizens));
  spots.sort((a, b) => b.surprise - a.surprise || b.complaints - a.complaints);
  return pickDistinct(spots, most).map((spot) => ({ ...spot, daily: countDays(all, spot, now) }));
}

function pairsOf({ topicCode, places }: Sighting): string[] {
  if (!topicCode) return [];
  return widths.flatMap((width) => places.map((place) => `${topicCode.slice(0, width)}|${place}`));
}

const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);

function findRises(
  all: readonly Sighting[],
  now: number,
  days: number,
  historyDays: number,
  fewestCitizens: number,
): Rise[] {
  const begin = now - days * day;
  const recent = new Map<string, Sighting[]>();
  for (const sighting of all)
    if (sighting.at > begin)
      for (const pair of pairsOf(sighting)) {
        const known = recent.get(pair);
        if (known) known.push(sighting);
        else recent.set(pair, [sighting]);
      }
  const risen = new Map(
    [...recent].filter(
      ([, members]) => new Set(members.flatMap(({ citizens }) => citizens)).size >= fewestCitizens,
    ),
  );
  const history = countHistory(all, begin, begin - historyDays * day, risen);
  // The history may be younger than the index would hold.
  const seenDays = Math.max(days, Math.min(historyDays, (begin - history.firstAt) / day));
  const rated = [...risen].map(([pair, members]) => {
    const [topic, place] = pair.split('|') as [string, string];
    const usual =
      ((history.topics.get(topic) ?? 0) * (history.places.get(place) ?? 0)) / Math.max(1, history.total);
    // Half a complaint for what never happened before.
    const prior = (Math.max(usual, 0.5) / seenDays) * days;
    const seen = history.pairs.get(pair) ?? 0;
    const shape = priorStrength + seen;
    const expected = shape / (priorStrength / prior + seenDays / days);
    return { topic, place, members, expected, surprise: surpriseOf(members.length, shape, expected) };
  });
  return significant(rated, recent.size).map(({ topic, place, members, expected, surprise }) => {
    const times = members.map(({ at }) => at);
    return {
      topicCode: topic,
      place: placeOf(place),
      days,
      complaints: members.length,
      citizens: new Set(members.flatMap(({ citizens }) => citizens)).size,
      expected,
      surprise,
      caseIds: [...members].sort((a, b) => b.at - a.at).map(({ caseId }) => caseId),
      firstAt: Math.min(...times),
      lastAt: Math.max(...times),
    };
  });
}

function countHistory(
  all: readonly Sighting[],
  end: number,
  begin: number,
  asked: ReadonlyMap<string, unknown>,
) {
  const askedPlaces = new Set([...asked.keys()].map((pair) => pair.slice(pair.indexOf('|') + 1)));
  const pairs = new Map<string, number>();
  const topics = new Map<string, number>();
  const places = new Map<string, number>();
  let total = 0;
  let firstAt = end;
  for (const sighting of all) {
    const { at, topicCode } = sighting;
    if (at > end || at <= begin || !topicCode) continue;
    total++;
    firstAt = Math.min(firstAt, at);
    for (const width of widths) add(topics, topicCode.slice(0, width));
    for (const place of sighting.places) {
      if (!askedPlaces.has(place)) continue;
      add(places, place);
      for (const width of widths) {
        const pair = `${topicCode.slice(0, width)}|${place}`;
        if (asked.has(pair)) add(pairs, pair);
      }
    }
  }
  return { pairs, topics, places, total, firstAt };
}

/** Benjamini and Hochberg's step-up over all `tested` pairs; those with too few citizens count as tested. */
function significant<T extends { surprise: number }>(rated: T[], tested: number): T[] {
  rated.sort((a, b) => b.surprise - a.surprise);
  let kept = 0;
  for (const [i, { surprise }] of rated.entries())
    if (10 ** -surprise <= (falseAlarms * (i + 1)) / tested) kept = i + 1;
  return rated.slice(0, kept);
}

function countDays(all: readonly Sighting[], { topicCode, place }: Rise, now: number): number[] {
  const key = keyOf(place);
  const daily = new Array<number>(shownDays).fill(0);
  for (const sighting of all) {
    const back = Math.floor((now - sighting.at) / day);
    if (back >= shownDays || !sighting.topicCode?.startsWith(topicCode)) continue;
    if (sighting.places.includes(key)) daily[shownDays - 1 - back]!++;
  }
  return daily;
}

function pickDistinct(spots: readonly Rise[], most: number): Rise[] {
  const kept: { spot: Rise; cases: Set<string> }[] = [];
  for (const spot of spots) {
    if (kept.length >= most) break;
    const twin = kept.some(({ cases }) => {
      const shared = spot.caseIds.filter((caseId) => cases.has(caseId)).length;
      return shared / Math.min(cases.size, spot.caseIds.length) > sameHeat;
    });
    if (!twin) kept.push({ spot, cases: new Set(spot.caseIds) });
  }
  return kept.map(({ spot }) => spot);
}
