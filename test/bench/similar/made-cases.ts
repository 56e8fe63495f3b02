import type { Directory } from '../../../core/directory.ts';
import { type MadePlace, makePlace, relocate, retellPlace, sayPlace } from './places.ts';
import { pick, type Random, seeded } from './random.ts';
import { type Manner, manners, rewrite } from './rewrite.ts';

/** A case as it lies in the index. */
export interface MadeCase {
  caseId: string;
  text: string;
  filedAt: Date;
  location: { latitude: number; longitude: number } | null;
}

/** Another citizen's telling of a case, or one of a matter that nobody has told. */
export interface MadeQuery extends Omit<MadeCase, 'caseId'> {
  manner: Manner['name'];
  /** The case that it tells of; null for none of those in the index. */
  of: string | null;
}

const day = 86_400_000;
const now = Date.parse('2026-11-25T08:00:00Z');
/** One in three citizens shares a location, and it is off by some hundred metres. */
const locatedShare = 0.33;
const shakeDegrees = 0.002;

/** The organisers' codes for places: they stand in the made place's stead. */
const codes = /(?:西地省)?(?:[A-Z]\d*市)?[A-Z]\d+(?:区|县|市)|西地省|[A-Z]\d*市/g;

export interface World {
  directory: Directory;
  texts: readonly string[];
}

interface Made extends MadeCase {
  place: MadePlace;
  said: string;
  /** What it is about, told in its own place. */
  matter: string;
}

/** The `at`th case: each real text comes again and again, each time in another place and at another time. */
export function makeCase({ directory, texts }: World, at: number): Made {
  const random = seeded(at * 7_919 + 11);
  const base = at % texts.length;
  const place = makePlace(directory, random);
  const said = sayPlace(place, random);
  const { latitude, longitude } = place;
  const matter = relocate(texts[base]!.replace(codes, ''), random);
  return {
    caseId: `case-${at}`,
    matter,
    place,
    said,
    text: `${said}，${matter}`,
    filedAt: new Date(now - Math.floor(random() * 90 * day)),
    location: random() < locatedShare ? { latitude, longitude } : null,
  };
}

const shaken = (degrees: number, random: Random) => degrees + (random() - 0.5) * 2 * shakeDegrees;

/** Days between two tellings of one matter: half within ten, few after two months. */
const delay = (random: Random) => Math.min(80, -14.4 * Math.log(1 - random())) * day;

/** A retelling of the `at`th case, some days after it. */
export function retell(world: World, at: number, manner: Manner, seed: number): MadeQuery {
  const made = makeCase(world, at);
  const random = seeded(at * 104_729 + seed);
  const { place } = made;
  const text = rewrite(
    made.matter,
    retellPlace(made.said, place, random),
    pick(world.texts, random).replace(codes, ''),
    manner,
    random,
  );
  const { latitude, longitude } = place;
  return {
    manner: manner.name,
    of: made.caseId,
    text,
    filedAt: new Date(made.filedAt.getTime() + delay(random)),
    location:
      random() < locatedShare
        ? { latitude: shaken(latitude, random), longitude: shaken(longitude, random) }
        : null,
  };
}

/** The same matter in a place of its own: the hardest that is not to be taken for one of those in the index. */
export function tellElsewhere(world: World, at: number, manner: Manner, seed: number): MadeQuery {
  const { of: _of, ...query } = retell(world, at + 1_000_000_007, manner, seed);
  return { ...query, of: null };
}

export const bothManners = [manners.retold, manners.brief];
