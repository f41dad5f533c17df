import { IDENTITY_BYTES } from '../../store/format.ts';
import { SmallCounts } from './small-counts.ts';

const FIRST_CAPACITY = 1 << 12;

/**
 * Which records are stored, and how often. Open addressing over typed arrays: about 30 bytes per stored event,
 * where a Map of strings takes 150. Identities are hashes, so their first bytes serve as the hash.
 */
export class IdentityIndex {
  #size = 0;
  #keys: Buffer = Buffer.alloc(FIRST_CAPACITY * IDENTITY_BYTES);
  /** First stored event of each identity. Event ids beyond 2³² would need a file of terabytes. */
  #events = new Uint32Array(FIRST_CAPACITY);
  /** Entry number + 1 at each slot; twice as many slots as entries at least. */
  #slots = new Uint32Array(FIRST_CAPACITY * 2);
  /** Occurrences in earlier sources, and in the one that is being read. */
  readonly #before = new SmallCounts(FIRST_CAPACITY);
  readonly #now = new SmallCounts(FIRST_CAPACITY);
  readonly #touched: number[] = [];

  /** Number of the entry with an identity; -1 when there is none. */
  find(identity: Uint8Array, offset = 0): number {
    const slot = this.#slotOf(identity, offset);
    return (this.#slots[slot] ?? 0) - 1;
  }

  /** The entry with an identity, made for `event` when there is none. */
  entry(identity: Uint8Array, event: number, offset = 0): number {
    const slot = this.#slotOf(identity, offset);
    const known = (this.#slots[slot] ?? 0) - 1;
    if (known >= 0) return known;
    const entry = this.#size;
    this.#size += 1;
    this.#keys.set(identity.subarray(offset, offset + IDENTITY_BYTES), entry * IDENTITY_BYTES);
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
  addStored(identity: Uint8Array, offset: number, event: number): void {
    const entry = this.entry(identity, event, offset);
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

  #slotOf(identity: Uint8Array, offset: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    const a = identity[offset] ?? 0;
    const b = identity[offset + 1] ?? 0;
    const c = identity[offset + 2] ?? 0;
    const d = identity[offset + 3] ?? 0;
    for (let slot = (a | (b << 8) | (c << 16) | (d << 24)) & mask; ; slot = (slot + 1) & mask) {
      const entry = (slots[slot] ?? 0) - 1;
      if (entry < 0 || this.#isSame(entry, identity, offset)) return slot;
    }
  }

  #isSame(entry: number, identity: Uint8Array, offset: number): boolean {
    const keys = this.#keys;
    const start = entry * IDENTITY_BYTES;
    for (let i = 0; i < IDENTITY_BYTES; i += 1) if (keys[start + i] !== identity[offset + i]) return false;
    return true;
  }

  #grow(): void {
    const capacity = this.#events.length * 2;
    const keys = Buffer.alloc(capacity * IDENTITY_BYTES);
    this.#keys.copy(keys);
    this.#keys = keys;
    const events = new Uint32Array(capacity);
    events.set(this.#events);
    this.#events = events;
    this.#before.grow(capacity);
    this.#now.grow(capacity);
    this.#slots = new Uint32Array(capacity * 2);
    for (let entry = 0; entry < this.#size; entry += 1) {
      this.#slots[this.#slotOf(keys, entry * IDENTITY_BYTES)] = entry + 1;
    }
  }
}
