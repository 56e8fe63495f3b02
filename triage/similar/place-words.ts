import type { Directory } from '../../core/directory.ts';
import { gazetteerOf } from '../place/gazetteer.ts';
import { type Letters, readLetters } from './letters.ts';

/** A name of the city's gazetteer, with what it says about where. */
interface Name {
  codes: Uint16Array;
  district: string;
  sceneId: string | null;
  /** A street or estate tells more than a district's full name, that more than its short one. */
  weight: number;
}

/** Where a text says that it is about, as far as the gazetteer knows. */
export interface NamedPlace {
  district: string | null;
  sceneId: string | null;
  /** Where its names stand in the letters; `exact` for a street or an estate, not for a district. */
  names: { start: number; end: number; exact: boolean }[];
}

export type PlaceReader = (letters: Letters) => NamedPlace;

const weights = { neighbourhood: 3, full: 2, short: 1, unit: 0 } as const;
/** A district's short name before these is part of another name: 洪湖路. */
const continues = new Set([...'路街巷大人'].map((letter) => letter.charCodeAt(0)));

/**
 * A reader of places that is quick enough for every case at start: names are found by their first two letters. It
 * leaves out what `read-place.ts` weighs (denials, where somebody comes from); the score is not built on it alone.
 */
export function createPlaceReader(directory: Directory): PlaceReader {
  const byStart = new Map<number, Name[]>();
  for (const [text, places] of gazetteerOf(directory).names) {
    const [place] = places;
    if (!place || new Set(places.map(({ districtCode }) => districtCode)).size > 1) continue;
    const weight = weights[place.strength];
    const letters = readLetters(text);
    if (weight === 0 || letters.length < 2) continue;
    const codes = letters.codes.slice(0, letters.length);
    const start = codes[0]! * 0x1_0000 + codes[1]!;
    const name = { codes, district: place.districtCode, sceneId: place.sceneId, weight };
    byStart.set(start, [...(byStart.get(start) ?? []), name]);
  }
  for (const names of byStart.values()) names.sort((a, b) => b.codes.length - a.codes.length);

  return ({ codes, length }) => {
    let weight = 0;
    let districts = new Set<string>();
    let scenes = new Set<string>();
    const found: NamedPlace['names'] = [];
    for (let at = 0; at + 1 < length; at++) {
      const names = byStart.get(codes[at]! * 0x1_0000 + codes[at + 1]!);
      const name = names?.find((one) => standsAt(one, codes, at, length));
      if (!name) continue;
      if (name.weight > weight) {
        weight = name.weight;
        districts = new Set();
        scenes = new Set();
      }
      if (name.weight === weight) {
        districts.add(name.district);
        if (name.sceneId) scenes.add(name.sceneId);
      }
      found.push({ start: at, end: at + name.codes.length, exact: name.sceneId !== null });
      at += name.codes.length - 1;
    }
    return { district: onlyOne(districts), sceneId: onlyOne(scenes), names: found };
  };
}

/** A crossing of two roads lies in two neighbourhoods: neither is the matter's own. */
const onlyOne = (codes: ReadonlySet<string>) => (codes.size === 1 ? [...codes][0]! : null);

function standsAt(name: Name, codes: Uint16Array, at: number, length: number): boolean {
  const end = at + name.codes.length;
  if (end > length) return false;
  for (let i = 2; i < name.codes.length; i++) if (codes[at + i] !== name.codes[i]) return false;
  return name.weight > 1 || end === length || !continues.has(codes[end]!);
}
