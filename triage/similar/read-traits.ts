import type { Letters } from './letters.ts';
import { longestRead } from './letters.ts';
import type { NamedPlace } from './place-words.ts';
import { eachTrait, placeTrait } from './traits.ts';

/** Letters that belong to a name of place: what they say is where, and counts once. */
const covered = new Uint8Array(longestRead);

/**
 * Calls `visit` for each trait of a text, names of place first: those that the gazetteer knows, then those that look
 * like one. Pairs of letters within a name are left out, or two matters of one street would look alike.
 */
export function readTraits(
  letters: Letters,
  named: NamedPlace,
  visit: (trait: number, start: number, end: number) => void,
): void {
  covered.fill(0, 0, letters.length);
  for (const { start, end, exact } of named.names) {
    covered.fill(1, start, end);
    if (exact) visit(placeTrait(letters.codes, start, end), start, end);
  }
  eachTrait(letters, 'places', (trait, start, end) => {
    covered.fill(1, start, end);
    visit(trait, start, end);
  });
  eachTrait(letters, 'others', (trait, start, end) => {
    if (!(covered[start] && covered[end - 1])) visit(trait, start, end);
  });
}
