import { SmallCounts } from './small-counts.ts';

const FIRST_CAPACITY = 1 << 12;

/**
 * Which records are stored, and how often. Open addressing over typed arrays: about 22 bytes per stored event,
 * where a Map takes 150. An identity is a hash of two numbers of 32 bits, the first of which serves as its place.
 */
export class IdentityTable {
  #size = 0;
  #keys = new Uint32Array(FIRST_CAPACITY * 2);
  /** First stored event of each identity. Event ids beyond 2³² would need a file of terabytes. */
  #events = new Uint32Array(FIRST_CAPACITY);
  /** Entry number + 1 at each slot; twice as many slots as entries at least. */
  #slots = new Uint32Array(FIRST_CAPACITY * 2);
  /** Occurrences in earlier sources, and in the one that is being read. */
  readonly #before = new SmallCounts(FIRST_CAPACITY);
  readonly #now = new SmallCounts(FIRST_CAPACITY);
  readonly #touched: number[] = [];

  /** Distinct identities. */
  get size(): number {
    return this.#size;
  }

  /** Number of the entry with an identity; -1 when there is none. */
  find(identities: Uint32Array, row: number): number {
    return (this.#slots[this.#slotOf(identities, row)] ?? 0) - 1;
  }

  /** The entry with an identity, made for `event` when there is none. */
  entry(identities: Uint32Array, row: number, event: number): number {
    const slot = this.#slotOf(identities, row);
    const known = (this.#slots[slot] ?? 0) - 1;
    if (known >= 0) return known;
    const entry = this.#size;
    this.#size += 1;
    this.#keys[entry * 2] = identities[row * 2] ?? 0;
    this.#keys[entry * 2 + 1] = identities[row * 2 + 1] ?? 0;
    this.#events[entry] = event;
    this.#slots[slot] = entry + 1;
    if (this.#size === this.#events.length) this.#grow();
    return entry;
  }

  /** First stored event of an entry. */
  event(entry: number): number {
    return this.#events[entry] ?? 0;
  }

  /** Takes in an event of an earlier source. */
  addStored(identities: Uint32Array, row: number, event: number): void {
    const entry = this.entry(identities, row, event);
    this.#before.set(entry, this.#before.get(entry) + 1);
  }

  /**
   * Counts one more occurrence in the source that is being read.
   * @returns whether an earlier source already holds that many
   */
  occurs(entry: number): boolean {
    const count = this.#now.get(entry) + 1;
    if (count === 1) this.#touched.push(entry);
    this.#now.set(entry, count);
    return count <= this.#before.get(entry);
  }

  /** Ends the source: the next one counts from the start. */
  endSource(): void {
    for (const entry of this.#touched) this.#now.set(entry, 0);
    this.#touched.length = 0;
  }

  #slotOf(identities: Uint32Array, row: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    const first = identities[row * 2] ?? 0;
    const second = identities[row * 2 + 1] ?? 0;
    for (let slot = first & mask; ; slot = (slot + 1) & mask) {
      const entry = (slots[slot] ?? 0) - 1;
      if (entry < 0) return slot;
      if (this.#keys[entry * 2] === first && this.#keys[entry * 2 + 1] === second) return slot;
    }
  }

  #grow(): void {
    const capacity = this.#events.length * 2;
    const keys = new Uint32Array(capacity * 2);
    keys.set(this.#keys);
    this.#keys = keys;
    const events = new Uint32Array(capacity);
    events.set(this.#events);
    this.#events = events;
    this.#before.grow(capacity);
    this.#now.grow(capacity);
    this.#slots = new Uint32Array(capacity * 2);
    for (let entry = 0; entry < this.#size; entry += 1) this.#slots[this.#slotOf(keys, entry)] = entry + 1;
  }
}
