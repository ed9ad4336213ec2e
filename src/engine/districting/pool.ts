/** Single districts within the bounds that a search has met, to put divisions together from. */
import type { DistrictProblem } from "./district";
import type { Districting } from "./districting";

/** Districts kept at most, and words for their nodes at most. */
const MOST = 1 << 14;
const MOST_WORDS = 1 << 22;

export class DistrictPool {
  count = 0;
  readonly capacity: number;
  /** A bit for each node, in `words` words for each district. */
  readonly bits: Int32Array;
  readonly words: number;
  /** Cut edges around each district. */
  readonly cut: Int32Array;
  readonly population: Float64Array;

  readonly #n: number;
  readonly #keyA: Int32Array;
  readonly #keyB: Int32Array;
  /** Open addressing, by the keys: place of a district + 1, or 0. */
  readonly #table = new Int32Array(4 * MOST);

  constructor({ n }: DistrictProblem) {
    this.#n = n;
    this.words = (n + 31) >>> 5;
    this.capacity = Math.min(MOST, Math.floor(MOST_WORDS / this.words));
    this.bits = new Int32Array(this.capacity * this.words);
    this.cut = new Int32Array(this.capacity);
    this.population = new Float64Array(this.capacity);
    this.#keyA = new Int32Array(this.capacity);
    this.#keyB = new Int32Array(this.capacity);
  }

  /** Keeps a district that is new and within the bounds, as long as there is room. */
  gather(partition: Districting, district: number): void {
    const held = partition.population[district];
    if (this.count === this.capacity || partition.outside(held) > 0) return;
    const keyA = partition.keyA[district];
    const keyB = partition.keyB[district];
    const slot = this.#slot(keyA, keyB);
    if (this.#table[slot] > 0) return;
    const place = this.count++;
    this.#table[slot] = place + 1;
    this.#keyA[place] = keyA;
    this.#keyB[place] = keyB;
    this.cut[place] = partition.cutOf[district];
    this.population[place] = held;
    const from = place * this.words;
    this.bits.fill(0, from, from + this.words);
    const { districtOf } = partition;
    for (let node = 0; node < this.#n; node++) {
      if (districtOf[node] === district) this.bits[from + (node >>> 5)] |= 1 << (node & 31);
    }
  }

  /** Forgets all districts but those at these places, which are in rising order. */
  keepOnly(places: readonly number[]): void {
    this.#table.fill(0);
    places.forEach((from, to) => {
      this.bits.copyWithin(to * this.words, from * this.words, (from + 1) * this.words);
      this.cut[to] = this.cut[from];
      this.population[to] = this.population[from];
      this.#keyA[to] = this.#keyA[from];
      this.#keyB[to] = this.#keyB[from];
      this.#table[this.#slot(this.#keyA[to], this.#keyB[to])] = to + 1;
    });
    this.count = places.length;
  }

  /** Nodes of all districts one after another; those of the district at i start at `first[i]`. */
  listNodes(): { first: Int32Array; nodes: Int32Array } {
    const { count, words, bits } = this;
    const first = new Int32Array(count + 1);
    for (let i = 0; i < count; i++) {
      first[i + 1] = first[i];
      for (let at = i * words; at < (i + 1) * words; at++) {
        for (let left = bits[at]; left !== 0; left &= left - 1) first[i + 1]++;
      }
    }
    const nodes = new Int32Array(first[count]);
    for (let at = 0, next = 0; at < count * words; at++) {
      for (let left = bits[at]; left !== 0; left &= left - 1) {
        nodes[next++] = 32 * (at % words) + 31 - Math.clz32(left & -left);
      }
    }
    return { first, nodes };
  }

  /** Where the district of these keys is in the table, or belongs. */
  #slot(keyA: number, keyB: number): number {
    const mask = this.#table.length - 1;
    let slot = keyA & mask;
    for (; this.#table[slot] > 0; slot = (slot + 1) & mask) {
      const place = this.#table[slot] - 1;
      if (this.#keyA[place] === keyA && this.#keyB[place] === keyB) break;
    }
    return slot;
  }
}
