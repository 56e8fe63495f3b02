import { readLetters } from './letters.ts';
import type { PlaceReader } from './place-words.ts';
import { readNames } from './read-traits.ts';

/** A case as a hot spot counts it: what it is about, where, when, and who said so. */
export interface Sighting {
  caseId: string;
  at: number;
  /** Six digits; null where triage found none. */
  topicCode: string | null;
  /** Keys of the places it names: see {@link placeOf}. */
  places: readonly string[];
  citizens: readonly string[];
}

export interface SightedPlace {
  kind: 'district' | 'neighbourhood' | 'name';
  /** Code of the district, id of the neighbourhood, or the name as it is written. */
  value: string;
}

const prefixes = { district: 'd:', neighbourhood: 's:', name: 'n:' } as const;
/** A complaint that names more places than this tells of none of them in particular. */
const mostNames = 6;

/** Words that end like names and name no place. */
const nameless = new Set(
  '幼儿园 首末站 国际城 宿舍楼 文明城 居民楼 办公楼 教学楼 派出所 农贸市场 菜市场 停车场 垃圾站 加油站 充电站 卫生院 敬老院 养老院 人民医院 公交站 地铁站 高速路 人行道 新农村 城中村 小区临街 区临街 老城区'.split(
    ' ',
  ),
);

export function placeOf(key: string): SightedPlace {
  const kind = (Object.keys(prefixes) as SightedPlace['kind'][]).find((one) =>
    key.startsWith(prefixes[one]),
  )!;
  return { kind, value: key.slice(2) };
}

export const keyOf = ({ kind, value }: SightedPlace) => prefixes[kind] + value;

/** Where a text lies, as keys: its district, its neighbourhood, and each road, estate, school or village it names. */
export function readPlaces(
  readPlace: PlaceReader,
  text: string,
  known: { districtCode?: string | null; sceneId?: string | null },
): string[] {
  const letters = readLetters(text);
  const named = readPlace(letters);
  const district = known.districtCode ?? named.district;
  const scene = known.sceneId ?? named.sceneId;
  const keys = new Set<string>();
  readNames(letters, named, (_, start, end) => {
    if (keys.size >= mostNames) return;
    const name = String.fromCharCode(...letters.codes.subarray(start, end));
    if (!nameless.has(name)) keys.add(prefixes.name + name);
  });
  if (district) keys.add(prefixes.district + district);
  if (scene) keys.add(prefixes.neighbourhood + scene);
  return [...keys];
}
