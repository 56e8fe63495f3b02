import type { Coordinates } from '../place/locate.ts';

/** Small numbers for codes that come again and again; 0 is no code. */
class Codes {
  readonly #numbers = new Map<string, number>();

  get(code: string | null | undefined): number {
    return (code && this.#numbers.get(code)) || 0;
  }

  add(code: string | null): number {
    if (!code) return 0;
    const known = this.#numbers.get(code) ?? this.#numbers.size + 1;
    this.#numbers.set(code, known);
    return known;
  }
}

interface Kept {
  caseId: string;
  /** Milliseconds since 1970. */
  at: number;
  district: string | null;
  scene: string | null;
  location: Coordinates | null;
  traits: readonly number[];
}

/**
 * What the index knows of each case, by slot, in typed arrays. The slot of a case that is gone is used again only
 * after {@link reclaim}, for the lists still name it.
 */
export class CaseSlots {
  readonly districts = new Codes();
  readonly scenes = new Codes();
  readonly #slots = new Map<string, number>();
  readonly #ids: string[] = [];
  /** Seconds since 1970: a double is not needed, a 32-bit float is too coarse. */
  #times = new Uint32Array(1 << 10);
  #districts = new Uint16Array(1 << 10);
  #scenes = new Uint16Array(1 << 10);
  /** Latitude and longitude, NaN for none. */
  #locations = new Float32Array(1 << 11);
  #starts = new Uint32Array(1 << 10);
  #counts = new Uint8Array(1 << 10);
  #live = new Uint8Array(1 << 10);
  #traits = new Int32Array(1 << 16);
  #used = 0;
  #free: number[] = [];
  #gone: number[] = [];

  get size(): number {
    return this.#slots.size;
  }

  get capacity(): number {
    return this.#live.length;
  }

  get bytes(): number {
    const arrays = [this.#times, this.#districts, this.#scenes, this.#locations, this.#starts, this.#counts];
    return [...arrays, this.#live, this.#traits].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  find(caseId: string): number | undefined {
    return this.#slots.get(caseId);
  }

  put({ caseId, at, district, scene, location, traits }: Kept): number {
    const slot = this.#free.pop() ?? this.#ids.length;
    if (slot >= this.#live.length) this.#grow();
    this.#slots.set(caseId, slot);
    this.#ids[slot] = caseId;
    this.#times[slot] = Math.round(at / 1_000);
    this.#districts[slot] = this.districts.add(district);
    this.#scenes[slot] = this.scenes.add(scene);
    this.#locations[2 * slot] = location?.latitude ?? Number.NaN;
    this.#locations[2 * slot + 1] = location?.longitude ?? Number.NaN;
    this.#live[slot] = 1;
    this.#keepTraits(slot, traits);
    return slot;
  }

  remove(caseId: string): boolean {
    const slot = this.#slots.get(caseId);
    if (slot === undefined) return false;
    this.#slots.delete(caseId);
    this.#ids[slot] = '';
    this.#live[slot] = 0;
    this.#gone.push(slot);
    return true;
  }

  isLive(slot: number): boolean {
    return this.#live[slot] === 1;
  }

  idOf(slot: number): string {
    return this.#ids[slot]!;
  }

  timeOf(slot: number): number {
    return this.#times[slot]! * 1_000;
  }

  districtOf(slot: number): number {
    return this.#districts[slot]!;
  }

  sceneOf(slot: number): number {
    return this.#scenes[slot]!;
  }

  locationOf(slot: number): Coordinates | null {
    const latitude = this.#locations[2 * slot]!;
    return Number.isNaN(latitude) ? null : { latitude, longitude: this.#locations[2 * slot + 1]! };
  }

  traitsOf(slot: number): Int32Array {
    const start = this.#starts[slot]!;
    return this.#traits.subarray(start, start + this.#counts[slot]!);
  }

  *before(time: number): Generator<string> {
    for (const [caseId, slot] of this.#slots) if (this.timeOf(slot) < time) yield caseId;
  }

  /** Frees the slots of cases that are gone and their traits; `keep` hears of each case that stays. */
  reclaim(keep: (slot: number, traits: Int32Array) => void): void {
    const old = this.#traits;
    this.#traits = new Int32Array(old.length);
    this.#used = 0;
    for (let slot = 0; slot < this.#ids.length; slot++) {
      if (this.#live[slot] === 0) continue;
      const start = this.#starts[slot]!;
      const traits = old.subarray(start, start + this.#counts[slot]!);
      this.#starts[slot] = this.#used;
      this.#traits.set(traits, this.#used);
      this.#used += traits.length;
      keep(slot, traits);
    }
    this.#free.push(...this.#gone);
    this.#gone = [];
  }

  #keepTraits(slot: number, traits: readonly number[]): void {
    if (this.#used + traits.length > this.#traits.length) {
      const grown = new Int32Array(Math.ceil(this.#traits.length * 1.5) + traits.length);
      grown.set(this.#traits);
      this.#traits = grown;
    }
    this.#traits.set(traits, this.#used);
    this.#starts[slot] = this.#used;
    this.#counts[slot] = traits.length;
    this.#used += traits.length;
  }

  #grow(): void {
    const length = this.#live.length * 2;
    const grow = <T extends { set(from: T): void }>(old: T, fresh: T): T => {
      fresh.set(old);
      return fresh;
    };
    this.#times = grow(this.#times, new Uint32Array(length));
    this.#districts = grow(this.#districts, new Uint16Array(length));
    this.#scenes = grow(this.#scenes, new Uint16Array(length));
    this.#locations = grow(this.#locations, new Float32Array(2 * length));
    this.#starts = grow(this.#starts, new Uint32Array(length));
    this.#counts = grow(this.#counts, new Uint8Array(length));
    this.#live = grow(this.#live, new Uint8Array(length));
  }
}
