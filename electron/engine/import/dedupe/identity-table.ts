import { IDENTIFIED_BY } from '../parse/parsed-block.ts';
import { giveBack } from '../parse/piece-memory.ts';
import type { KnownIdentities } from './known-identities.ts';
import { SmallCounts } from './small-counts.ts';

const FIRST_CAPACITY = 1 << 16;

/** How full the table may be, and how many places it gets for each entry when it is made anew: the fewer, the larger it is. */
const MOST_FULL = 0.75;
const placesFor = (entries: number): number => (entries < 250_000 ? 4 : entries < 1_000_000 ? 2 : 1.6);

/** Up to so many places the first numbers of identities are kept as well, from which the table is made anew at once. */
const MOST_FIRSTS = 1 << 20;

const UINT32 = 2 ** 32;

/**
 * Which records are stored, and how often, in about 10 bytes for each, where a Map takes 150. An identity is a hash of two
 * numbers of 32 bits. The first says its place, in a table with open addressing; of the second 16 bits are kept. Where
 * they agree, the identity itself is looked up in the batch of the event, which is where all of them are read from again
 * when a large table becomes too small. A small one keeps the first numbers.
 */
export class IdentityTable {
  readonly #known: KnownIdentities;
  #size = 0;
  /** 16 bits of each identity; 0 where there is none. */
  #marks = new Uint16Array(FIRST_CAPACITY);
  /** First number of each identity; null in a large table. */
  #firsts: Uint32Array | null;
  readonly #mostFirsts: number;
  /** First event of each identity. Event ids beyond 2³² would need a file of terabytes. */
  #events = new Uint32Array(FIRST_CAPACITY);
  /** Last event taken in from an earlier source. */
  #lastStored = 0;
  /** By first event: further occurrences in earlier sources, and all in the one that is being read. */
  readonly #further = new SmallCounts();
  readonly #now = new SmallCounts();

  /** @param mostFirsts up to so many places the table keeps the first numbers */
  constructor(known: KnownIdentities, mostFirsts: number = MOST_FIRSTS) {
    this.#known = known;
    this.#mostFirsts = mostFirsts;
    this.#firsts = FIRST_CAPACITY > mostFirsts ? null : new Uint32Array(FIRST_CAPACITY);
  }

  /** Distinct identities. */
  get size(): number {
    return this.#size;
  }

  /** Makes room for so many more. All events in the table must be stored. */
  reserve(more: number): void {
    const needed = this.#size + more;
    if (needed <= this.#events.length * MOST_FULL) return;
    const capacity = Math.ceil(needed * placesFor(needed));
    if (this.#firsts === null || capacity > this.#mostFirsts) this.#readAgain(capacity);
    else this.#spread(this.#firsts, capacity);
  }

  /** Makes a small table anew from what it keeps. */
  #spread(firsts: Uint32Array, capacity: number): void {
    const [marks, events] = [this.#marks, this.#events];
    this.#marks = new Uint16Array(capacity);
    this.#events = new Uint32Array(capacity);
    this.#firsts = new Uint32Array(capacity);
    for (let slot = 0; slot < marks.length; slot += 1) {
      const mark = marks[slot] ?? 0;
      const first = firsts[slot] ?? 0;
      if (mark !== 0) this.#put(this.#freeSlot(first), first, mark, events[slot] ?? 0);
    }
    giveBack([marks.buffer, events.buffer, firsts.buffer]);
  }

  /** Makes a large table anew from what is stored. */
  #readAgain(capacity: number): void {
    // Sorted in place, and memory given back at once: these are the largest arrays of an import.
    const sorted = this.#events.sort();
    giveBack([this.#marks.buffer, ...(this.#firsts === null ? [] : [this.#firsts.buffer])]);
    this.#firsts = null;
    this.#marks = new Uint16Array(capacity);
    this.#events = new Uint32Array(capacity);
    this.#known.each(sorted.subarray(sorted.length - this.#size), (identities, row, event) => {
      const first = identities[row * 2] ?? 0;
      this.#put(this.#freeSlot(first), first, markOf(identities, row), event);
    });
    giveBack([sorted.buffer]);
  }

  /** First event with an identity; 0 when there is none. */
  find(identities: Uint32Array, row: number): number {
    const marks = this.#marks;
    const first = identities[row * 2] ?? 0;
    const mark = markOf(identities, row);
    for (let slot = this.#slotOf(first); marks[slot] !== 0; slot = slot + 1 === marks.length ? 0 : slot + 1) {
      if (marks[slot] !== mark) continue;
      const event = this.#events[slot] ?? 0;
      if (this.#known.has(event, first, identities[row * 2 + 1] ?? 0)) return event;
    }
    return 0;
  }

  /** Takes in an event whose identity is not there yet. There must be room: see {@link reserve}. */
  add(identities: Uint32Array, row: number, event: number): void {
    const first = identities[row * 2] ?? 0;
    this.#put(this.#freeSlot(first), first, markOf(identities, row), event);
    this.#size += 1;
  }

  /**
   * Takes in events from a row on, up to the first that is not identified by an id of the log, or whose identity may be
   * there. There must be room.
   * @param native what each row is identified by, of {@link IDENTIFIED_BY}
   * @param event id of the first
   * @returns the row behind the last
   */
  addNew(identities: Uint32Array, native: Uint8Array, from: number, event: number): number {
    const [marks, firsts] = [this.#marks, this.#firsts];
    for (let row = from; row < native.length; row += 1) {
      const way = native[row];
      if (way !== IDENTIFIED_BY.nativeId && way !== IDENTIFIED_BY.repeatedId) return row;
      const first = identities[row * 2] ?? 0;
      const mark = markOf(identities, row);
      let slot = this.#slotOf(first);
      while (marks[slot] !== 0) {
        if (marks[slot] === mark && (firsts === null || firsts[slot] === first)) return row;
        slot = slot + 1 === marks.length ? 0 : slot + 1;
      }
      this.#put(slot, first, mark, event + row - from);
      this.#size += 1;
    }
    return native.length;
  }

  /** Takes in an event of an earlier source, behind all others. */
  addStored(identities: Uint32Array, row: number, event: number): void {
    const first = this.find(identities, row);
    if (first === 0) this.add(identities, row, event);
    else this.#further.set(first, this.#further.get(first) + 1);
    this.#lastStored = event;
  }

  /**
   * Counts one more occurrence in the source that is being read.
   * @param event the first one with the identity
   * @returns whether an earlier source already holds that many
   */
  occurs(event: number): boolean {
    const count = this.#now.get(event) + 1;
    this.#now.set(event, count);
    return event <= this.#lastStored && count <= this.#further.get(event) + 1;
  }

  /** Ends the source: the next one counts from the start. */
  endSource(): void {
    this.#now.clear();
  }

  #slotOf(first: number): number {
    return Math.floor((first * this.#marks.length) / UINT32);
  }

  #freeSlot(first: number): number {
    const marks = this.#marks;
    let slot = this.#slotOf(first);
    while (marks[slot] !== 0) slot = slot + 1 === marks.length ? 0 : slot + 1;
    return slot;
  }

  #put(slot: number, first: number, mark: number, event: number): void {
    this.#marks[slot] = mark;
    if (this.#firsts !== null) this.#firsts[slot] = first;
    this.#events[slot] = event;
  }
}

function markOf(identities: Uint32Array, row: number): number {
  return (identities[row * 2 + 1] ?? 0) & 0xffff || 1;
}
