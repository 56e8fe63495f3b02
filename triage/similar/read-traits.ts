import type { Letters } from './letters.ts';
import { longestRead } from './letters.ts';
import type { NamedPlace } from './place-words.ts';
import { eachTrait, placeTrait } from './traits.ts';

/** Letters that belong to a name of place: what they say is where, and counts once. */
const covered = new Uint8Array(longestRead);

type Visit = (trait: number, start: number, end: number) => void;

/** Calls `visit` for each name of place: those that the gazetteer knows, then those that look like one. */
export function readNames(letters: Letters, named: NamedPlace, visit: Visit): void {
  for (const { start, end, exact } of named.names)
    if (exact) visit(placeTrait(letters.codes, start, end), start, end);
  eachTrait(letters, 'places', visit);
}

/**
 * Calls `visit` for each trait of a text, names of place first. Pairs of letters within a name are left out, or two
 * matters of one street would look alike.
 */
export function readTraits(letters: Letters, named: NamedPlace, visit: Visit): void {
  covered.fill(0, 0, letters.length);
  for (const { start, end } of named.names) covered.fill(1, start, end);
  readNames(letters, named, (trait, start, end) => {
    covered.fill(1, start, end);
    visit(trait, start, end);
  });
  eachTrait(letters, 'others', (trait, start, end) => {
    if (!(covered[start] && covered[end - 1])) visit(trait, start, end);
  });
}
