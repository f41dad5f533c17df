import type { KernelMemory } from '../../kernels/kernel-memory.ts';
import type { KernelWords } from '../../kernels/kernel-rows.ts';
import type { CellTable } from './cell-table.ts';

/** Words of a table; `kernels/assembly/intern.ts` says what they hold. */
const SLOTS = 0;
const MASK = 1;
const ENTRIES = 2;
const CAPACITY = 3;
const COUNT = 4;
const LONG = 5;
const LONG_SIZE = 6;
const LONG_USED = 7;
const STAMP = 8;
const MET = 9;
const TABLE_BYTES = 40;

const ENTRY_BYTES = 32;
/** First bytes of a text that stand in its entry, and words of it: twice the length and a flag, and where the rest is. */
const IN_ENTRY = 16;
const SIZE = 4;
const REST = 6;
const FIRST_ENTRIES = 128;
const FIRST_LONG = 1 << 11;
const MOST_LONG_KEPT = 1 << 20;

/** Room for a text. */
let single = Buffer.allocUnsafeSlow(16 * 1024);

/** What a block brought. */
export interface Interned {
  /** Row of each new number, in the order of the numbers. Holds until the next block of any table. */
  readonly fresh: Uint32Array;
  /** The numbers that occur in the block, in the order in which they do first. */
  readonly met: Uint32Array;
}

/** Numbers from 0 on for things that are equal: cells, or pairs of such numbers. */
export class InternTable {
  readonly #memory: KernelMemory;
  readonly #at: number;

  constructor(memory: KernelMemory) {
    this.#memory = memory;
    this.#at = memory.keep(TABLE_BYTES);
    this.#begin();
  }

  /** Numbers given out. */
  get count(): number {
    return this.#get(COUNT);
  }

  /** Forgets all numbers. The room for them is kept: most likely it is needed again. */
  forget(): void {
    this.#set(COUNT, 0);
    this.#set(LONG_USED, 0);
    const slots = this.#get(SLOTS);
    this.#memory.bytes.fill(0, slots, slots + this.#get(CAPACITY) * 8);
    if (this.#get(LONG_SIZE) <= MOST_LONG_KEPT) return;
    this.#memory.give(this.#get(LONG), this.#get(LONG_SIZE));
    this.#set(LONG, this.#memory.take(FIRST_LONG));
    this.#set(LONG_SIZE, FIRST_LONG);
  }

  /** Numbers the cells of a column. */
  cells(table: CellTable, column: number, ids: KernelWords): Interned {
    const { kernels } = this.#memory;
    const cells = table.cellsAt(column);
    const escaped = table.escapedAt(column);
    return this.#all(
      table,
      table.rows,
      (from, fresh) =>
        kernels.internCells(
          this.#at,
          table.base,
          cells,
          escaped,
          table.rows,
          from,
          ids.at,
          fresh,
          table.scratch.met.at,
        ),
      (row) => table.endOf(row, column) - table.startOf(row, column),
    );
  }

  /**
   * Numbers texts that lie somewhere in memory.
   * @param base address from which places count
   * @param places start and end of each, so many as `count`
   * @param ids address of room for the number of each
   */
  texts(table: CellTable, base: number, places: number, count: number, ids: number): void {
    const { kernels } = this.#memory;
    this.#all(
      table,
      count,
      (from, fresh) =>
        kernels.internCells(this.#at, base, places, 0, count, from, ids, fresh, table.scratch.met.at),
      (index) => {
        const at = places / 4 + index * 2;
        return (this.#memory.words[at + 1] ?? 0) - (this.#memory.words[at] ?? 0);
      },
    );
  }

  /** Bytes of the cell or text with a number. */
  lengthOf(id: number): number {
    return this.#entry(id, SIZE) >>> 1;
  }

  /** Whether quotes are doubled in the cell with a number. */
  isEscaped(id: number): boolean {
    return (this.#entry(id, SIZE) & 1) === 1;
  }

  /** Copies the bytes of the cell or text with a number to the start of a buffer that has room for them. */
  copyTo(id: number, to: Buffer): void {
    const { buffer } = this.#memory;
    const length = this.lengthOf(id);
    const entry = this.#get(ENTRIES) + id * ENTRY_BYTES;
    buffer.copy(to, 0, entry, entry + Math.min(length, IN_ENTRY));
    if (length <= IN_ENTRY) return;
    const rest = this.#get(LONG) + this.#entry(id, REST);
    buffer.copy(to, IN_ENTRY, rest, rest + length - IN_ENTRY);
  }

  /** The text with a number, which is UTF-8. */
  textOf(id: number): string {
    const length = this.lengthOf(id);
    if (length <= IN_ENTRY) {
      const entry = this.#get(ENTRIES) + id * ENTRY_BYTES;
      return this.#memory.buffer.toString('utf8', entry, entry + length);
    }
    if (length > single.length) single = Buffer.allocUnsafeSlow(length * 2);
    this.copyTo(id, single);
    return single.toString('utf8', 0, length);
  }

  /** Numbers pairs of numbers; `ids` may be one of the two. */
  pairs(table: CellTable, a: KernelWords, b: KernelWords, ids: KernelWords): Interned {
    const { kernels } = this.#memory;
    return this.#all(
      table,
      table.rows,
      (from, fresh) =>
        kernels.internPairs(this.#at, a.at, b.at, table.rows, from, ids.at, fresh, table.scratch.met.at),
      () => 0,
    );
  }

  #all(
    table: CellTable,
    count: number,
    intern: (from: number, fresh: number) => number,
    lengthOf: (row: number) => number,
  ): Interned {
    const { fresh, met } = table.scratch;
    const before = this.count;
    this.#set(STAMP, this.#get(STAMP) + 1);
    this.#set(MET, 0);
    for (let row = 0; ; ) {
      row = intern(row, fresh.at + 4 * (this.count - before));
      if (row === count) break;
      if (this.count === this.#get(CAPACITY)) this.#growEntries();
      else this.#growLong(lengthOf(row));
    }
    return {
      fresh: fresh.values.subarray(0, this.count - before),
      met: met.values.slice(0, this.#get(MET)),
    };
  }

  #begin(): void {
    this.#set(COUNT, 0);
    this.#set(CAPACITY, FIRST_ENTRIES);
    this.#set(ENTRIES, this.#memory.take(FIRST_ENTRIES * ENTRY_BYTES));
    this.#set(LONG, this.#memory.take(FIRST_LONG));
    this.#set(LONG_SIZE, FIRST_LONG);
    this.#set(LONG_USED, 0);
    this.#takeSlots();
  }

  /** Twice as many slots as entries, all of them free. */
  #takeSlots(): void {
    const bytes = this.#get(CAPACITY) * 8;
    const slots = this.#memory.take(bytes);
    this.#memory.bytes.fill(0, slots, slots + bytes);
    this.#set(SLOTS, slots);
    this.#set(MASK, bytes / 4 - 1);
  }

  #growEntries(): void {
    const capacity = this.#get(CAPACITY);
    this.#memory.give(this.#get(SLOTS), capacity * 8);
    this.#move(ENTRIES, capacity * ENTRY_BYTES, capacity * ENTRY_BYTES, capacity * 2 * ENTRY_BYTES);
    this.#set(CAPACITY, capacity * 2);
    this.#takeSlots();
    this.#memory.kernels.rehash(this.#at);
  }

  #growLong(length: number): void {
    const size = this.#get(LONG_SIZE);
    const used = this.#get(LONG_USED);
    const grown = Math.max(size * 2, 2 ** Math.ceil(Math.log2(used + length + 16)));
    this.#move(LONG, size, used, grown);
    this.#set(LONG_SIZE, grown);
  }

  #move(word: number, size: number, used: number, grown: number): void {
    const from = this.#get(word);
    const to = this.#memory.take(grown);
    this.#memory.bytes.copyWithin(to, from, from + used);
    this.#memory.give(from, size);
    this.#set(word, to);
  }

  #entry(id: number, word: number): number {
    return this.#memory.words[(this.#get(ENTRIES) + id * ENTRY_BYTES) / 4 + word] ?? 0;
  }

  #get(word: number): number {
    return this.#memory.words[this.#at / 4 + word] ?? 0;
  }

  #set(word: number, value: number): void {
    this.#memory.words[this.#at / 4 + word] = value;
  }
}
