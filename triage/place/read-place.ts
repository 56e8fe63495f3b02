import type { Directory } from '../../core/directory.ts';
import type { Mention } from '../../core/text/mentions.ts';
import { align } from '../../core/text/normalise.ts';
import { findSlips } from './find-slips.ts';
import { type Gazetteer, gazetteerOf, type PlaceName } from './gazetteer.ts';
import type { Place } from './locate.ts';

/** How much a name counts for its district. A full district name outweighs any two streets. */
const votes: Record<PlaceName['strength'], number> = { full: 5, neighbourhood: 2, short: 2, unit: 1 };

/** A name that has to be guessed counts for less than one that is spelled. */
const slipFactor = 0.5;

/** After a district's short name these make it something else: 洪湖路 is a street, 监利人 a person. */
const otherThing = /^(?:路|街|巷|大道|大桥|桥|小区|花园|公寓|酒店|宾馆|饭店|大厦|人(?!民)|籍|方向|话|牌|菜)/;
/** Where somebody comes from, not where the matter is. */
const origin = /(?:我是|本人是|老家|户籍|户口|来自|籍贯)(?:在)?$/;
const here = /(?:在|位于|地址|地点|家住|住)(?:是|为|:)?$/;

interface Candidate {
  districtCode: string;
  votes: number;
  outright: boolean;
  names: { mention: Mention; place: PlaceName }[];
}

/**
 * The place that a text names. `outright` where it is a full district name or a known street, estate or
 * landmark. Null where no place is named, or where two districts speak with the same weight.
 */
export function readPlace(
  directory: Directory,
  original: string,
): { place: Place; outright: boolean } | null {
  const { text, from } = align(original);
  const gazetteer = gazetteerOf(directory);
  const spelled = collect(text, gazetteer.find(text), gazetteer, 1);
  const exact = choose(spelled);
  if (exact) return present(exact, original, from);
  if (spelled.size > 0) return null;
  // Nothing is spelled right: a slip is believed as far as it goes, and names no neighbourhood outright.
  const slips = findSlips(directory, text);
  const meant = choose(collect(text, slips, gazetteer, slipFactor));
  return meant && { ...present(meant, original, from), outright: false };
}

function collect(
  text: string,
  mentions: readonly (Mention & { meant?: string })[],
  gazetteer: Gazetteer,
  factor: number,
): Map<string, Candidate> {
  const candidates = new Map<string, Candidate>();
  for (const mention of mentions) {
    const places = gazetteer.names.get(mention.meant ?? mention.word)!;
    // The same name in two districts tells neither.
    if (new Set(places.map((place) => place.districtCode)).size > 1) continue;
    const place = places[0]!;
    const weight = factor * weigh(text, mention, place);
    if (weight <= 0) continue;
    const candidate = candidates.get(place.districtCode) ?? {
      districtCode: place.districtCode,
      votes: 0,
      outright: false,
      names: [],
    };
    candidates.set(place.districtCode, candidate);
    if (candidate.names.some(({ mention: known }) => known.word === mention.word)) continue;
    candidate.votes += weight;
    candidate.outright ||= place.strength === 'full' || place.strength === 'neighbourhood';
    candidate.names.push({ mention, place });
  }
  return candidates;
}

/** The district that is named most; null where two are named alike. */
function choose(candidates: ReadonlyMap<string, Candidate>): Candidate | null {
  const [best, second] = [...candidates.values()].sort((a, b) => b.votes - a.votes);
  return best && best.votes !== second?.votes ? best : null;
}

function present(best: Candidate, original: string, from: Uint32Array): { place: Place; outright: boolean } {
  const neighbourhood = longest(best.names.filter(({ place }) => place.sceneId !== null));
  const shown = neighbourhood ?? longest(best.names)!;
  const words = original.slice(from[shown.mention.start], from[shown.mention.end]);
  return {
    place: {
      districtCode: best.districtCode,
      sceneId: neighbourhood?.place.sceneId ?? null,
      how: best.names.every(({ place }) => place.strength === 'unit') ? 'unit' : 'text',
      evidence: words,
    },
    outright: best.outright,
  };
}

function weigh(text: string, { start, end }: Mention, { strength }: PlaceName): number {
  const before = text.slice(Math.max(0, start - 6), start);
  const bare = strength === 'short' && !/[区县市]/.test(text.slice(start, end));
  if (bare && otherThing.test(text.slice(end))) return 0;
  // 曹市长 is a mayor, 地方特产 no amusement park.
  if (/市$/.test(text.slice(start, end)) && /^[长民委政]/.test(text.slice(end))) return 0;
  if (end - start === 2 && /地$/.test(before) && /^[产色]/.test(text.slice(end))) return 0;
  // 公安县人 on a building site in 沙市区: the person's home, not the matter's place.
  if (origin.test(before) && /^(?:人|户|籍)/.test(text.slice(end))) return 0;
  if (origin.test(before)) return 0.5;
  return votes[strength] + (here.test(before) ? 1 : 0);
}

function longest<T extends { mention: Mention }>(names: readonly T[]): T | undefined {
  return [...names].sort((a, b) => b.mention.end - b.mention.start - (a.mention.end - a.mention.start))[0];
}
