const empty = -1;

/**
 * From features (whole numbers below 2^53) to small integers, in the order they came: an open-addressing hash table
 * over typed arrays, several times as fast as a `Map` with numbers that do not fit 31 bits.
 */
export class KeyTable {
  /** The keys, in order. */
  keys: Float64Array;
  size = 0;
  #slots: Int32Array;
  #mask: number;

  constructor(expected = 16) {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(16, expected * 2)));
    this.#slots = new Int32Array(slots).fill(empty);
    this.#mask = slots - 1;
    this.keys = new Float64Array(slots / 2);
  }

  static of(keys: Float64Array): KeyTable {
    const table = new KeyTable(keys.length);
    for (const key of keys) table.add(key);
    return table;
  }

  /** The key's number, or −1. */
  find(key: number): number {
    let slot = hash(key) & this.#mask;
    for (;;) {
      const at = this.#slots[slot]!;
      if (at === empty || this.keys[at] === key) return at;
      slot = (slot + 1) & this.#mask;
    }
  }

  /** The key's number; the next free one for a new key. */
  add(key: number): number {
    let slot = hash(key) & this.#mask;
    for (;;) {
      const at = this.#slots[slot]!;
      if (at === empty) break;
      if (this.keys[at] === key) return at;
      slot = (slot + 1) & this.#mask;
    }
    if (this.size === this.keys.length) {
      this.#grow();
      return this.add(key);
    }
    this.keys[this.size] = key;
    this.#slots[slot] = this.size;
    return this.size++;
  }

  clear(): void {
    this.#slots.fill(empty);
    this.size = 0;
  }

  #grow(): void {
    const { keys, size } = this;
    this.#slots = new Int32Array(this.#slots.length * 2).fill(empty);
    this.#mask = this.#slots.length - 1;
    this.keys = new Float64Array(keys.length * 2);
    this.size = 0;
    for (let i = 0; i < size; i++) this.add(keys[i]!);
  }
}

function hash(key: number): number {
  const low = key | 0;
  const high = (key / 4_294_967_296) | 0;
  let mixed = Math.imul(low ^ (low >>> 15), 0x85ebca6b) ^ Math.imul(high, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
