import type { WhySimilar } from '../../core/similar.ts';
import type { Found } from './similar-index.ts';

const mostWords = 6;
const mostPlaces = 3;

/** The words of ranges of a text, longest first, each once and none that another holds. */
function quote(text: string, ranges: readonly [number, number][], most: number): string[] {
  const words = ranges.map(([start, end]) => text.slice(start, end).trim()).filter(Boolean);
  const kept: string[] = [];
  for (const word of [...new Set(words)].sort((a, b) => b.length - a.length))
    if (!kept.some((longer) => longer.includes(word))) kept.push(word);
  return kept.slice(0, most);
}

/** What speaks for a found case, quoted from the text that was asked for. */
export function explain(text: string, found: Found, sameCitizen: boolean): WhySimilar {
  const { sameScene, sameDistrict, kilometres, daysApart } = found.comparison;
  const places = quote(text, found.places, mostPlaces);
  return {
    words: quote(text, found.words, mostWords + mostPlaces)
      .filter((word) => !places.some((place) => place.includes(word)))
      .slice(0, mostWords),
    places,
    sameNeighbourhood: sameScene === true,
    sameDistrict: sameDistrict === true,
    metres: kilometres === null ? null : Math.round(kilometres * 1_000),
    daysApart: Math.round(daysApart * 10) / 10,
    sameCitizen,
  };
}
