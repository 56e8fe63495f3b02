/** Entries of the first block of a list; each further block is twice as long, up to the longest. */
const firstBlock = 4;
const longestBlock = 256;

/**
 * For each trait the slots that have it, newest first: linked blocks in one typed array, so that a million lists
 * cost no objects. A block is `[previous block, its size, entries…]` and fills from its end to its front.
 */
export class Postings {
  #pool = new Int32Array(1 << 14);
  #used = 1;
  /** Address of each list's newest block, 0 for none. */
  #head = new Int32Array(1 << 12);
  /** Entries still free in the newest block. */
  #free = new Uint16Array(1 << 12);
  #counts = new Uint32Array(1 << 12);

  /** How many slots a list holds, dead ones too. */
  count(list: number): number {
    return list < this.#counts.length ? this.#counts[list]! : 0;
  }

  add(list: number, slot: number): void {
    if (list >= this.#head.length) this.#growLists(list + 1);
    if (this.#free[list] === 0) this.#addBlock(list);
    this.#free[list]!--;
    this.#pool[this.#head[list]! + 2 + this.#free[list]!] = slot;
    this.#counts[list]!++;
  }

  /** Adds `weight` to `scores` for at most `most` slots of a list, newest first, and notes those met first. */
  accumulate(
    list: number,
    weight: number,
    most: number,
    scores: Float32Array,
    met: Int32Array,
    known: number,
  ): number {
    if (list >= this.#head.length) return known;
    const pool = this.#pool;
    let block = this.#head[list]!;
    let skip = this.#free[list]!;
    let left = most;
    while (block !== 0 && left > 0) {
      const end = block + 2 + pool[block + 1]!;
      for (let i = block + 2 + skip; i < end && left > 0; i++, left--) {
        const slot = pool[i]!;
        if (scores[slot] === 0) met[known++] = slot;
        scores[slot]! += weight;
      }
      block = pool[block]!;
      skip = 0;
    }
    return known;
  }

  get bytes(): number {
    return this.#pool.byteLength + this.#head.byteLength + this.#free.byteLength + this.#counts.byteLength;
  }

  #addBlock(list: number): void {
    const count = this.#counts[list]!;
    const size = Math.min(longestBlock, Math.max(firstBlock, count));
    if (this.#used + size + 2 > this.#pool.length) {
      const grown = new Int32Array(Math.ceil(this.#pool.length * 1.5) + size + 2);
      grown.set(this.#pool);
      this.#pool = grown;
    }
    this.#pool[this.#used] = this.#head[list]!;
    this.#pool[this.#used + 1] = size;
    this.#head[list] = this.#used;
    this.#free[list] = size;
    this.#used += size + 2;
  }

  #growLists(needed: number): void {
    const length = Math.max(needed, this.#head.length * 2);
    const head = new Int32Array(length);
    const free = new Uint16Array(length);
    const counts = new Uint32Array(length);
    head.set(this.#head);
    free.set(this.#free);
    counts.set(this.#counts);
    this.#head = head;
    this.#free = free;
    this.#counts = counts;
  }
}
