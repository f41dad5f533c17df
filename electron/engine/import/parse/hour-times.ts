import type { KernelMemory } from '../../kernels/kernel-memory.ts';
import { KernelFloats, KernelWords } from '../../kernels/kernel-rows.ts';
import type { TextEncoding } from '../decode/text-encoding.ts';
import type { TimeReader } from '../normalise/time-text.ts';
import type { CellTable } from './cell-table.ts';
import { InternTable } from './intern-table.ts';
import type { NumberField } from './number-field.ts';
import { MAX_REMEMBERED } from './remembered.ts';

/** Longest cell that is taken apart, in bytes; kernels read so much behind a text. */
const LONGEST = 64;
const BEHIND_TEXTS = 16;

/** Rows by which it shows whether hours repeat, and how many rows an hour has to have so that it is worth it. */
const TELLING_ROWS = 1_024;
const ROWS_OF_HOUR = 3;

/** What `kernels/assembly/clocks.ts` puts for minutes and seconds: how they are written, and what lies between the two. */
interface Clock {
  readonly first: string;
  readonly last: string;
  /** Microseconds. */
  readonly between: number;
}
const MINUTE = 60_000_000;
const SECOND = 1_000_000;
const TO_LAST_SECOND = 59 * MINUTE + 59 * SECOND;
const CLOCKS: ReadonlyMap<string, Clock> = new Map([
  ['\u0001', { first: ':00', last: ':59', between: 59 * MINUTE }],
  ['\u0002', { first: ':00:00', last: ':59:59', between: TO_LAST_SECOND }],
  // Digits beyond microseconds are cut, here as everywhere.
  ['\u0003.', { first: ':00:00.0', last: ':59:59.9999999', between: TO_LAST_SECOND + 999_999 }],
  ['\u0003,', { first: ':00:00,0', last: ':59:59,9999999', between: TO_LAST_SECOND + 999_999 }],
]);

/**
 * Reads times in any form by their hours: a text without its minutes and seconds is read once in full, and those are
 * added. A text without a clock is read once.
 */
export class HourTimes {
  readonly #memory: KernelMemory;
  readonly #reader: TimeReader;
  readonly #encoding: TextEncoding;
  readonly #table: InternTable;
  readonly #list: KernelWords;
  readonly #places: KernelWords;
  readonly #parts: KernelFloats;
  readonly #ids: KernelWords;
  readonly #texts: number;
  /** Where each hour begins; NaN where its times have to be read one by one. */
  readonly #hours: number[] = [];
  readonly #single = Buffer.alloc(LONGEST);
  #rows = 0;

  /** @param rows most rows of a block */
  constructor(memory: KernelMemory, reader: TimeReader, encoding: TextEncoding, rows: number) {
    this.#memory = memory;
    this.#reader = reader;
    this.#encoding = encoding;
    this.#table = new InternTable(memory);
    this.#list = new KernelWords(memory, rows);
    this.#places = new KernelWords(memory, rows * 2);
    this.#parts = new KernelFloats(memory, rows);
    this.#ids = new KernelWords(memory, rows);
    this.#texts = memory.keep(rows * LONGEST + BEHIND_TEXTS);
  }

  /** Whether so many rows have one hour that it is worth it. */
  get repeat(): boolean {
    return this.#rows < TELLING_ROWS || this.#rows >= this.#table.count * ROWS_OF_HOUR;
  }

  /**
   * Reads some cells of a column.
   * @param field gets µs UTC of each row that could be read so
   * @returns the other rows
   */
  read(table: CellTable, column: number, rows: Uint32Array, field: NumberField): Uint32Array {
    if (this.#table.count > MAX_REMEMBERED) this.#forget();
    const count = rows.length;
    this.#list.values.set(rows);
    this.#memory.kernels.withoutMinutes(
      table.base,
      table.cellsAt(column),
      table.escapedAt(column),
      this.#list.at,
      count,
      this.#texts,
      this.#places.at,
      this.#parts.at,
    );
    this.#table.texts(table, this.#texts, this.#places.at, count, this.#ids.at);
    for (let id = this.#hours.length; id < this.#table.count; id += 1) this.#hours.push(this.#startOf(id));
    this.#rows += count;
    const others: number[] = [];
    const ids = this.#ids.values;
    const parts = this.#parts.values;
    const { values } = field;
    for (let index = 0; index < count; index += 1) {
      const row = rows[index] ?? 0;
      const time = (this.#hours[ids[index] ?? 0] ?? Number.NaN) + (parts[index] ?? Number.NaN);
      if (Number.isNaN(time)) others.push(row);
      else values[row] = time;
    }
    return Uint32Array.from(others);
  }

  #forget(): void {
    this.#table.forget();
    this.#hours.length = 0;
    this.#rows = 0;
  }

  /** The first microsecond of an hour, if minutes and seconds count from there. */
  #startOf(id: number): number {
    const length = this.#table.lengthOf(id);
    if (length === 0) return Number.NaN;
    this.#table.copyTo(id, this.#single);
    const text = this.#encoding.decodeRange(this.#single, 0, length).trim();
    for (const [mark, { first, last, between }] of CLOCKS) {
      if (!text.includes(mark)) continue;
      const { zoneless } = this.#reader;
      const start = this.#read(text.replace(mark, first));
      if (this.#read(text.replace(mark, last)) - start === between) return start;
      this.#reader.zoneless = zoneless;
      return Number.NaN;
    }
    return this.#read(text);
  }

  #read(text: string): number {
    return this.#reader.read(text) ?? Number.NaN;
  }
}
