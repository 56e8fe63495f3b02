import type { Coordinates } from '../place/locate.ts';
import { kilometresBetween } from '../place/nearest.ts';
import { CaseSlots } from './case-slots.ts';
import { type Letters, readLetters } from './letters.ts';
import type { NamedPlace, PlaceReader } from './place-words.ts';
import { Postings } from './postings.ts';
import { readTraits } from './read-traits.ts';
import { type Comparison, scoreOf } from './score.ts';
import { neverMet, type Trait, TraitTable } from './trait-table.ts';
import { isPlace, isScene } from './traits.ts';

/** A case as the index takes it in and looks for it. */
export interface Telling {
  caseId: string;
  text: string;
  filedAt: Date;
  districtCode?: string | null | undefined;
  /** Of a scanned code, or of the neighbourhood that triage found. */
  sceneId?: string | null | undefined;
  location?: Coordinates | null | undefined;
}

export interface Found {
  caseId: string;
  /** Probability that both tell of the same matter. */
  score: number;
  comparison: Comparison;
  /** Which letters of the asked text the found case has too: ranges `[start, end)`, words of place apart. */
  words: [start: number, end: number][];
  places: [start: number, end: number][];
}

export interface SearchOptions {
  /** Results at most. */
  limit?: number;
  /** Not to be found: the case itself. */
  except?: string;
  /** Less probable ones are left out. */
  least?: number;
}

/** Traits that a case is kept under: the rarest of its text, and so many words of place. */
const mostTextTraits = 96;
const kept = { learn: true, mostText: mostTextTraits, mostPlaces: 16 };
/** The traits of a text that is looked for. */
const asking = { learn: false, mostText: 160, mostPlaces: 16 };
/** Candidates that are compared in full. */
const mostCompared = 96;

/** Entries of the index that one search reads at most: grows with the root of the number of cases. */
const budgetOf = (cases: number) => 4_000 + 300 * Math.sqrt(cases);

/**
 * All open cases in memory, found by what they say and where. An inverted index over pairs of letters and words of
 * place, each case under its rarest only (static pruning: Carmel et al., SIGIR 2001); a search reads the shortest
 * lists first and stops at a number of entries that grows with the root of the cases (the "quit" strategy of Moffat
 * and Zobel, TOIS 1996), then compares the best candidates in full. Not for more than one process's use at a time.
 */
export class SimilarIndex {
  readonly #readPlace: PlaceReader;
  readonly #traits = new TraitTable();
  #postings = new Postings();
  readonly #cases = new CaseSlots();
  #scores = new Float32Array(1 << 10);
  #candidates = new Int32Array(1 << 10);
  /** Rarity of the traits of the text that is asked for, 0 for all others. */
  #asked = new Float32Array(1 << 16);
  #changes = 0;

  constructor(readPlace: PlaceReader) {
    this.#readPlace = readPlace;
  }

  /** Open cases in the index. */
  get size(): number {
    return this.#cases.size;
  }

  /** Of the typed arrays; the ids and their table come on top, some 150 bytes a case. */
  get bytes(): number {
    const own = this.#scores.byteLength + this.#candidates.byteLength + this.#asked.byteLength;
    return own + this.#traits.bytes + this.#postings.bytes + this.#cases.bytes;
  }

  has(caseId: string): boolean {
    return this.#cases.find(caseId) !== undefined;
  }

  /** Lets a text count for how common each trait is, and no more: what is rare is known before the first case comes. */
  countBackground(text: string): void {
    const letters = readLetters(text);
    this.#traits.count(letters, this.#readPlace(letters));
  }

  /** Takes a case in; one that is there already is replaced. */
  put(telling: Telling): void {
    this.remove(telling.caseId);
    const letters = readLetters(telling.text);
    const named = this.#readPlace(letters);
    const sceneId = telling.sceneId ?? named.sceneId;
    const traits = this.#traits.select(letters, named, kept);
    if (sceneId) traits.push(this.#traits.scene(sceneId));
    const slot = this.#cases.put({
      caseId: telling.caseId,
      at: telling.filedAt.getTime(),
      district: telling.districtCode ?? named.district,
      scene: sceneId,
      location: telling.location ?? null,
      traits: traits.map(({ list }) => list),
    });
    for (const { list } of traits) this.#postings.add(list, slot);
  }

  remove(caseId: string): boolean {
    const removed = this.#cases.remove(caseId);
    if (removed && ++this.#changes > 1_000 + this.#cases.size / 4) this.compact();
    return removed;
  }

  /** Those of the cases filed before `time`: what the index need not hold any longer. */
  *filedBefore(time: Date): Generator<string> {
    yield* this.#cases.before(time.getTime());
  }

  /** Builds the lists anew without the cases that are gone; about a third of a second for 100,000 cases. */
  compact(): void {
    this.#changes = 0;
    const postings = new Postings();
    this.#cases.reclaim((slot, traits) => {
      for (const list of traits) postings.add(list, slot);
    });
    this.#postings = postings;
  }

  /** The most probable cases that tell of the same matter, most probable first. */
  search(telling: Omit<Telling, 'caseId'>, options: SearchOptions = {}): Found[] {
    const { limit = 5, except, least = 0 } = options;
    const letters = readLetters(telling.text);
    const named = this.#readPlace(letters);
    const sceneId = telling.sceneId ?? named.sceneId;
    const traits = this.#traits.select(letters, named, asking);
    const met = traits.filter(({ list }) => list !== neverMet);
    const asked = sceneId ? [...met, this.#traits.scene(sceneId)] : met;
    const query = {
      at: telling.filedAt.getTime(),
      district: this.#cases.districts.get(telling.districtCode ?? named.district),
      scene: this.#cases.scenes.get(sceneId),
      location: telling.location ?? null,
      text: traits.filter(({ place }) => !place).map(({ rarity }) => rarity),
      places: sum(traits.filter(({ place }) => place)),
    };
    if (this.#asked.length < this.#traits.capacity) this.#asked = new Float32Array(this.#traits.capacity);
    for (const { list, rarity } of asked) this.#asked[list] = rarity;
    const exceptSlot = except === undefined ? undefined : this.#cases.find(except);
    const ranked: { slot: number; score: number; comparison: Comparison }[] = [];
    for (const slot of this.#gather(asked)) {
      if (slot === exceptSlot) continue;
      const comparison = this.#compare(slot, query);
      const score = scoreOf(comparison);
      if (score >= least) ranked.push({ slot, score, comparison });
    }
    for (const { list } of asked) this.#asked[list] = 0;
    ranked.sort((a, b) => b.score - a.score || a.slot - b.slot);
    return ranked.slice(0, limit).map(({ slot, ...found }) => {
      const caseId = this.#cases.idOf(slot);
      return { caseId, ...found, ...this.#explain(slot, letters, named) };
    });
  }

  /** Slots that share most of what is rare, best first. */
  #gather(asked: readonly Trait[]): number[] {
    const { capacity } = this.#cases;
    if (this.#scores.length < capacity) {
      this.#scores = new Float32Array(capacity);
      this.#candidates = new Int32Array(capacity);
    }
    const scores = this.#scores;
    const order = asked
      .map((trait) => ({ ...trait, count: this.#postings.count(trait.list) }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => a.count - b.count);
    let budget = budgetOf(this.#cases.size);
    let known = 0;
    for (const { list, rarity, place, count } of order) {
      if (budget <= 0) break;
      const weight = place ? rarity * 1.5 : rarity;
      known = this.#postings.accumulate(list, weight, budget, scores, this.#candidates, known);
      budget -= count;
    }
    const best = pickBest(this.#candidates, known, scores, mostCompared, (slot) => this.#cases.isLive(slot));
    for (let i = 0; i < known; i++) scores[this.#candidates[i]!] = 0;
    return best;
  }

  #compare(slot: number, query: Query): Comparison {
    const cases = this.#cases;
    let text = 0;
    let texts = 0;
    let commonest = Number.POSITIVE_INFINITY;
    let places = 0;
    let sharedText = 0;
    let sharedPlaces = 0;
    for (const list of cases.traitsOf(slot)) {
      const trait = this.#traits.traitOf(list);
      if (isScene(trait)) continue;
      const rarity = this.#traits.rarity(list);
      const shared = this.#asked[list]! > 0 ? rarity : 0;
      if (isPlace(trait)) {
        places += rarity;
        sharedPlaces += shared;
      } else {
        text += rarity;
        texts++;
        sharedText += shared;
        if (rarity < commonest) commonest = rarity;
      }
    }
    // A long case is kept under its rarest only: what is more common can't be missed in it.
    const least = texts < mostTextTraits ? 0 : commonest;
    let asked = 0;
    for (let i = 0; i < mostTextTraits && i < query.text.length && query.text[i]! >= least; i++)
      asked += query.text[i]!;
    const location = cases.locationOf(slot);
    return {
      contained: Math.min(1, sharedText / Math.max(1, Math.min(asked, text))),
      cosine: Math.min(1, sharedText / Math.max(1, Math.sqrt(asked * text))),
      places:
        query.places > 0 && places > 0 ? Math.min(1, sharedPlaces / Math.min(query.places, places)) : null,
      sameScene: sameOrUnknown(query.scene, cases.sceneOf(slot)),
      sameDistrict: sameOrUnknown(query.district, cases.districtOf(slot)),
      kilometres: query.location && location ? kilometresBetween(query.location, location) : null,
      daysApart: Math.abs(query.at - cases.timeOf(slot)) / 86_400_000,
    };
  }

  /** Where in the asked text the found case's traits stand, runs joined. */
  #explain(slot: number, letters: Letters, named: NamedPlace): Pick<Found, 'words' | 'places'> {
    const own = new Set(this.#cases.traitsOf(slot));
    const words: [number, number][] = [];
    const places: [number, number][] = [];
    readTraits(letters, named, (trait, start, end) => {
      if (!own.has(this.#traits.find(trait))) return;
      (isPlace(trait) ? places : words).push([start, end]);
    });
    return { words: join(words), places: join(places) };
  }
}

interface Query {
  at: number;
  district: number;
  scene: number;
  location: Coordinates | null;
  /** Rarities of what the text says, rarest first. */
  text: readonly number[];
  places: number;
}

const sum = (traits: readonly Trait[]) => traits.reduce((total, { rarity }) => total + rarity, 0);
const sameOrUnknown = (a: number, b: number) => (a === 0 || b === 0 ? null : a === b);

/** Ranges in order, those that overlap as one. */
function join(ranges: [number, number][]): [number, number][] {
  const joined: [number, number][] = [];
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

/** The `most` best of the first `known` slots, best first; a heap whose root is the worst that is kept. */
function pickBest(
  slots: Int32Array,
  known: number,
  scores: Float32Array,
  most: number,
  isLive: (slot: number) => boolean,
): number[] {
  const heap: number[] = [];
  const worse = (a: number, b: number) => scores[a]! < scores[b]!;
  const sink = () => {
    for (let at = 0; ; ) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < heap.length && worse(heap[child]!, heap[least]!)) least = child;
      if (least === at) return;
      [heap[at], heap[least]] = [heap[least]!, heap[at]!];
      at = least;
    }
  };
  for (let i = 0; i < known; i++) {
    const slot = slots[i]!;
    if (heap.length === most) {
      if (!worse(heap[0]!, slot) || !isLive(slot)) continue;
      heap[0] = slot;
      sink();
    } else if (isLive(slot)) {
      heap.push(slot);
      for (let at = heap.length - 1; at > 0; ) {
        const parent = (at - 1) >> 1;
        if (!worse(heap[at]!, heap[parent]!)) break;
        [heap[at], heap[parent]] = [heap[parent]!, heap[at]!];
        at = parent;
      }
    }
  }
  return heap.sort((a, b) => scores[b]! - scores[a]!);
}
