import { KeyTable } from '../text/key-table.ts';
import { type Letters, longestRead } from './letters.ts';
import type { NamedPlace } from './place-words.ts';
import { readTraits } from './read-traits.ts';
import { isPlace, sceneTrait } from './traits.ts';

/** A trait of one text: its number in the table, and how much it says. */
export interface Trait {
  /** {@link neverMet} where no text had it: it still counts for how much a text says. */
  list: number;
  /** In nats. */
  rarity: number;
  place: boolean;
}

export const neverMet = -1;

/** What a neighbourhood says: a city has some hundred of them. */
const rarityOfScene = 4;
/** Counts below it have their logarithm at hand. */
const logarithms = Float64Array.from({ length: 1 << 14 }, (_, at) => Math.log(at));
const logOf = (count: number) => logarithms[count] ?? Math.log(count);
/** Added to the number of texts, so that rarity means much the same in a small index and in a large one. */
const priorTexts = 20_000;
const priorMet = 2;

// What a text is read into; a text has no more than four traits a letter.
const scratch = 8_192;
const lists = new Int32Array(scratch);
const places = new Uint8Array(scratch);
const order = new Float64Array(scratch);
if (longestRead * 4 > scratch) throw new RangeError('a text has more traits than fit');

/** All traits that were ever met, numbered, with how many texts had each. */
export class TraitTable {
  readonly #numbers = new KeyTable(1 << 16);
  #met = new Uint32Array(1 << 16);
  /** Which text each was last seen in. */
  #stamps = new Uint32Array(1 << 16);
  #stamp = 0;
  #texts = 0;
  #logTexts = Math.log(priorTexts);

  /** How many numbers there may be before the table grows. */
  get capacity(): number {
    return this.#met.length;
  }

  get bytes(): number {
    return this.#met.byteLength + this.#stamps.byteLength + 2 * this.#numbers.keys.byteLength;
  }

  find(trait: number): number {
    return this.#numbers.find(trait);
  }

  traitOf(list: number): number {
    return this.#numbers.keys[list]!;
  }

  /** The logarithm of one over the share of texts that have it, never above that of one in a few thousand. */
  rarity(list: number): number {
    const met = list === neverMet ? 0 : this.#met[list]!;
    return this.#logTexts - logOf(met + priorMet);
  }

  scene(sceneId: string): Trait {
    const list = this.#numbers.add(sceneTrait(sceneId));
    if (list >= this.#met.length) this.#grow();
    return { list, rarity: rarityOfScene, place: true };
  }

  /** Lets a text count for how common its traits are. */
  count(letters: Letters, named: NamedPlace): void {
    this.#read(letters, named, true);
  }

  /** The rarest traits of a text, rarest first; `learn` counts the text. */
  select(
    letters: Letters,
    named: NamedPlace,
    { learn, mostText, mostPlaces }: { learn: boolean; mostText: number; mostPlaces: number },
  ): Trait[] {
    const count = this.#read(letters, named, learn);
    // Rarity and position in one number: typed arrays sort numbers by themselves many times as fast.
    for (let i = 0; i < count; i++) order[i] = Math.round(this.rarity(lists[i]!) * 10_000) * scratch + i;
    const sorted = order.subarray(0, count).sort();
    const chosen: Trait[] = [];
    let textCount = 0;
    let placeCount = 0;
    for (let at = count - 1; at >= 0 && (textCount < mostText || placeCount < mostPlaces); at--) {
      const i = sorted[at]! % scratch;
      const place = places[i] === 1;
      if (place ? placeCount++ >= mostPlaces : textCount++ >= mostText) continue;
      chosen.push({ list: lists[i]!, rarity: this.rarity(lists[i]!), place });
    }
    return chosen;
  }

  /** Reads the text's traits into the scratch arrays, each once, and says how many. */
  #read(letters: Letters, named: NamedPlace, learn: boolean): number {
    this.#stamp++;
    let count = 0;
    const strange = new Set<number>();
    readTraits(letters, named, (trait) => {
      const list = learn ? this.#numbers.add(trait) : this.#numbers.find(trait);
      if (list === neverMet) {
        if (strange.has(trait)) return;
        strange.add(trait);
      } else {
        if (list >= this.#met.length) this.#grow();
        if (this.#stamps[list] === this.#stamp) return;
        this.#stamps[list] = this.#stamp;
        if (learn) this.#met[list]!++;
      }
      lists[count] = list;
      places[count++] = isPlace(trait) ? 1 : 0;
    });
    if (learn) this.#logTexts = Math.log(++this.#texts + priorTexts);
    return count;
  }

  #grow(): void {
    const { length } = this.#numbers.keys;
    const met = new Uint32Array(length);
    const stamps = new Uint32Array(length);
    met.set(this.#met);
    stamps.set(this.#stamps);
    this.#met = met;
    this.#stamps = stamps;
  }
}
