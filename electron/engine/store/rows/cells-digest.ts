import type { Hash } from 'node:crypto';
import { BIG_NULL } from '../../columns/column.ts';
import type { BigCells, Cells, IntegerCells, TextCells } from './cells.ts';
import { NO_INTEGER } from './cells.ts';
import { ROWS_AT_ONCE, rowKernels } from './row-kernels.ts';

/*
 * What is hashed of the rows of a batch, column by column in table order. Columns that are null throughout add
 * nothing. ARCHITECTURE.md, "Hash chain", shows the same in SQL.
 *
 *   # <table> <rows> \n
 *   whole numbers:  <column> integer <lowest> <bytes> <nulls> \n, then of each row (value - lowest + nulls) in
 *                   that many bytes, most significant first, 0 for null; `nulls` is 1 where some row has none.
 *                   As few bytes as hold them all; none where all are equal.
 *   spanning 2⁴⁸:   <column> wide \n, then of each row 01 and the value in 8 bytes, 00 and zeros for null
 *   texts:          <column> text <bytes> <nulls> \n, then of each row (length in UTF-8 + nulls) in that many
 *                   bytes, 0 for null, then the texts without anything between them
 */

/** From here on the distance between the lowest and the highest value takes the wide form. */
const WIDE = 2 ** 48;

/** A column and what it holds; null when it has no value. */
export type CellColumn = readonly [name: string, cells: Cells | 'mixed' | null];

/** Hashes a stretch of rows given by its columns. */
export class CellsDigest {
  readonly #hash: Hash;
  #scratch: Buffer = Buffer.allocUnsafe(1 << 16);

  constructor(hash: Hash) {
    this.#hash = hash;
  }

  /** Adds the rows of one table, in the order of its columns. */
  table(name: string, rows: number, columns: readonly CellColumn[]): void {
    this.#hash.update(`# ${name} ${rows}\n`);
    for (const [column, cells] of columns) if (cells !== null) this.#column(column, cells);
  }

  #column(name: string, cells: Cells | 'mixed'): void {
    // Nothing that was written has such a column, so this gives no digest that was.
    if (cells === 'mixed') this.#hash.update(`${name} mixed\n`);
    else if (cells.kind === 'integer') this.#integers(name, cells);
    else if (cells.kind === 'big') this.#bigs(name, cells);
    else this.#texts(name, cells);
  }

  #integers(name: string, cells: IntegerCells): void {
    const { values, low, high } = cells;
    const nulls = cells.nulls > 0 ? 1 : 0;
    const span = high - low + nulls;
    if (span >= WIDE) {
      const wide = new BigInt64Array(values.length);
      values.forEach((value, row) => {
        wide[row] = Number.isNaN(value) ? BIG_NULL : BigInt(value);
      });
      this.#wide(name, wide);
      return;
    }
    const width = bytesOf(span);
    this.#hash.update(`${name} integer ${low} ${width} ${nulls}\n`);
    if (width === 0) return;
    this.#distances(values, low - nulls, width);
  }

  #bigs(name: string, { values, nulls, low, high }: BigCells): void {
    const shift = nulls > 0 ? 1 : 0;
    if (high - low + BigInt(shift) >= BigInt(WIDE)) {
      this.#wide(name, values);
      return;
    }
    const width = bytesOf(Number(high - low) + shift);
    this.#hash.update(`${name} integer ${low} ${width} ${shift}\n`);
    const out = this.#room(values.length * width);
    values.forEach((value, row) => {
      if (width === 0) return;
      out.writeUIntBE(value === BIG_NULL ? 0 : Number(value - low) + shift, row * width, width);
    });
    this.#hash.update(out.subarray(0, values.length * width));
  }

  #wide(name: string, values: BigInt64Array): void {
    this.#hash.update(`${name} wide\n`);
    const out = this.#room(values.length * 9);
    values.forEach((value, row) => {
      out[row * 9] = value === BIG_NULL ? 0 : 1;
      out.writeBigInt64BE(value === BIG_NULL ? 0n : value, row * 9 + 1);
    });
    this.#hash.update(out.subarray(0, values.length * 9));
  }

  #texts(name: string, { ends, nulls, bytes }: TextCells): void {
    const lengths = new Int32Array(ends.length);
    let from = 0;
    let most = 0;
    let missing = 0;
    for (let row = 0; row < ends.length; row += 1) {
      const end = ends[row] ?? 0;
      if (nulls !== null && nulls[row] !== 0) {
        lengths[row] = NO_INTEGER;
        missing = 1;
      } else {
        lengths[row] = end - from;
        if (end - from > most) most = end - from;
      }
      from = end;
    }
    const width = bytesOf(most + missing);
    this.#hash.update(`${name} text ${width} ${missing}\n`);
    this.#distances(lengths, -missing, width);
    this.#hash.update(bytes);
  }

  /** Adds how far each value is from `zero`, and 0 for null. */
  #distances(values: Int32Array | Float64Array, zero: number, width: number): void {
    if (width === 0) return;
    const memory = rowKernels();
    const from = memory.take(ROWS_AT_ONCE * 8);
    const out = memory.take(ROWS_AT_ONCE * 8 + 8);
    for (let row = 0; row < values.length; row += ROWS_AT_ONCE) {
      const count = Math.min(ROWS_AT_ONCE, values.length - row);
      if (values instanceof Int32Array) {
        memory.ints.set(values.subarray(row, row + count), from / 4);
        memory.kernels.shortDistances(from, count, zero, width, out);
      } else {
        memory.floats.set(values.subarray(row, row + count), from / 8);
        memory.kernels.floatDistances(from, count, zero, width, out);
      }
      this.#hash.update(memory.bytes.subarray(out, out + count * width));
    }
    memory.give(from, ROWS_AT_ONCE * 8);
    memory.give(out, ROWS_AT_ONCE * 8 + 8);
  }

  #room(size: number): Buffer {
    if (size > this.#scratch.length) this.#scratch = Buffer.allocUnsafe(size * 2);
    return this.#scratch;
  }
}

/** Bytes that hold a whole number; none for 0. */
function bytesOf(most: number): number {
  let width = 0;
  for (let limit = 1; limit <= most; limit *= 256) width += 1;
  return width;
}
