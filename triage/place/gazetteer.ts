import type { Directory } from '../../core/directory.ts';
import { createFinder, type Finder } from '../../core/text/mentions.ts';
import { normalise } from '../../core/text/normalise.ts';

/** One way of naming a place. */
export interface PlaceName {
  districtCode: string;
  sceneId: string | null;
  /**
   * `full`: a district by its full name; `neighbourhood`: a street, estate or landmark; `short`: a district
   * without its 区 or 县; `unit`: a department that works in one district only.
   */
  strength: 'full' | 'neighbourhood' | 'short' | 'unit';
}

/** Every name of every place, normalised as texts are. */
export interface Gazetteer {
  names: ReadonlyMap<string, readonly PlaceName[]>;
  find: Finder;
}

const built = new WeakMap<Directory, Gazetteer>();

/** Built once for each directory: it is asked for with every complaint. */
export function gazetteerOf(directory: Directory): Gazetteer {
  const known = built.get(directory);
  if (known) return known;
  const gazetteer = buildGazetteer(directory);
  built.set(directory, gazetteer);
  return gazetteer;
}

function buildGazetteer(directory: Directory): Gazetteer {
  const names = new Map<string, PlaceName[]>();
  const add = (name: string, place: PlaceName) => {
    const key = normalise(name);
    // A single character would be found in every text.
    if ([...key].length < 2) return;
    names.set(key, [...(names.get(key) ?? []), place]);
  };
  for (const { code, name, aliases } of directory.districts) {
    add(name, { districtCode: code, sceneId: null, strength: 'full' });
    for (const alias of aliases) {
      const strength = /[区县市]$/.test(alias) && alias.length > 2 ? 'full' : 'short';
      add(alias, { districtCode: code, sceneId: null, strength });
    }
  }
  for (const { sceneId, name, district, aliases } of directory.neighbourhoods) {
    for (const alias of new Set([name, ...aliases])) {
      add(alias, { districtCode: district, sceneId, strength: 'neighbourhood' });
    }
  }
  for (const { name, shortName, aliases, district } of directory.departments) {
    if (district === null) continue;
    for (const alias of new Set([name, shortName, ...aliases])) {
      if (!names.has(normalise(alias)))
        add(alias, { districtCode: district, sceneId: null, strength: 'unit' });
    }
  }
  return { names, find: createFinder(names.keys()) };
}
