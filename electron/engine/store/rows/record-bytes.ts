import { BIG_NULL } from '../../columns/column.ts';
import type { KernelMemory } from '../../kernels/kernel-memory.ts';
import { type BigCells, type Cells, type IntegerCells, NO_INTEGER, type TextCells } from './cells.ts';

/*
 * Records as SQLite stores them: a header of serial types, then the values
 * (https://sqlite.org/fileformat2.html#record_format). Columns are written one after the other into all records
 * of some hundred rows, so that every loop handles one type and its target stays in the processor's cache.
 */

/** Rows whose records are written together. */
const TILE = 1_024;

/** Serial types. */
const ZERO = 8;
const ONE = 9;
const TEXT = 13;

/** How one column stands in the records. All its integers take the same space, that of the longest. */
export interface RecordField {
  readonly cells: Cells | null;
  /** Serial type of values that are not null; 0 for texts, where each has its own. */
  readonly type: number;
  /** Bytes of each integer. */
  readonly size: number;
}

/** A number of 32 bits for the serial types of each record of a table, and one for its values: addresses of arrays. */
export interface RecordNumbers {
  readonly heads: number;
  readonly bodies: number;
}

/** The fields of records: what SQLite leaves out of a record is NULL, so nulls at the end are not written. */
export function recordFields(columns: readonly (Cells | null)[]): RecordField[] {
  const last = columns.findLastIndex((cells) => cells !== null);
  // The id is not in the record: a NULL stands where the column is declared.
  return [null, ...columns.slice(0, last + 1)].map((cells) => {
    if (cells === null || cells.kind === 'text') return { cells, type: 0, size: 0 };
    if (cells.kind === 'big') return { cells, type: 6, size: 8 };
    return { cells, ...integerForm(cells) };
  });
}

function integerForm({ values, low, high }: IntegerCells): { type: number; size: number } {
  if (values instanceof Float64Array) {
    const short = low >= -(2 ** 47) && high < 2 ** 47;
    return short ? { type: 5, size: 6 } : { type: 6, size: 8 };
  }
  if (low === high && (low === 0 || low === 1)) return { type: low === 0 ? ZERO : ONE, size: 0 };
  for (const size of [1, 2, 3]) {
    const limit = 2 ** (8 * size - 1);
    if (low >= -limit && high < limit) return { type: size, size };
  }
  return { type: 4, size: 4 };
}

/** Puts down the bytes that the serial types and the values of every record take, without the varint before them. */
export function putSizes(
  fields: readonly RecordField[],
  count: number,
  memory: KernelMemory,
  sizes: RecordNumbers,
): void {
  const heads = memory.ints.subarray(sizes.heads / 4, sizes.heads / 4 + count);
  const bodies = memory.ints.subarray(sizes.bodies / 4, sizes.bodies / 4 + count);
  heads.fill(fields.length);
  bodies.fill(fields.reduce((sum, { size }) => sum + size, 0));
  for (const { cells, size } of fields) {
    if (cells === null) continue;
    if (cells.kind === 'text') addTextSizes(cells, heads, bodies);
    else if (cells.nulls > 0 && size > 0) subtractNulls(cells, size, bodies);
  }
}

function addTextSizes({ ends, nulls }: TextCells, heads: Int32Array, bodies: Int32Array): void {
  let from = 0;
  for (let row = 0; row < ends.length; row += 1) {
    const end = ends[row] ?? 0;
    if (nulls === null || nulls[row] === 0) {
      bodies[row] = (bodies[row] ?? 0) + end - from;
      heads[row] = (heads[row] ?? 0) + varintSize(TEXT + 2 * (end - from)) - 1;
    }
    from = end;
  }
}

function subtractNulls({ values }: IntegerCells | BigCells, size: number, bodies: Int32Array): void {
  if (values instanceof Int32Array) {
    for (let row = 0; row < values.length; row += 1) {
      if (values[row] === NO_INTEGER) bodies[row] = (bodies[row] ?? 0) - size;
    }
  } else if (values instanceof Float64Array) {
    for (let row = 0; row < values.length; row += 1) {
      if (Number.isNaN(values[row])) bodies[row] = (bodies[row] ?? 0) - size;
    }
  } else {
    for (let row = 0; row < values.length; row += 1) {
      if (values[row] === BIG_NULL) bodies[row] = (bodies[row] ?? 0) - size;
    }
  }
}

/**
 * Writes the serial types and the values of all records.
 * @param places addresses of both for each record; moved on meanwhile
 */
export function writeRecords(
  fields: readonly RecordField[],
  count: number,
  memory: KernelMemory,
  places: RecordNumbers,
): void {
  const scratch = memory.take(TILE * 8);
  const { buffer } = memory.bytes;
  const texts: TextTarget = {
    out: Buffer.from(buffer),
    heads: memory.ints.subarray(places.heads / 4, places.heads / 4 + count),
    bodies: memory.ints.subarray(places.bodies / 4, places.bodies / 4 + count),
  };
  for (let from = 0; from < count; from += TILE) {
    const to = Math.min(count, from + TILE);
    const heads = places.heads + from * 4;
    const bodies = places.bodies + from * 4;
    for (const { cells, type, size } of fields) {
      if (cells === null) memory.kernels.putNulls(to - from, heads);
      else if (cells.kind === 'text') writeTexts(cells, from, to, texts);
      else if (cells.kind === 'big') writeBigs(cells.values, from, to, texts);
      else if (cells.values instanceof Int32Array) {
        memory.ints.set(cells.values.subarray(from, to), scratch / 4);
        memory.kernels.putShorts(scratch, to - from, type, size, heads, bodies);
      } else {
        memory.floats.set(cells.values.subarray(from, to), scratch / 8);
        memory.kernels.putFloats(scratch, to - from, type, size, heads, bodies);
      }
    }
  }
  memory.give(scratch, TILE * 8);
}

/** All of the memory, and where the next parts of each record go to in it. */
interface TextTarget {
  readonly out: Buffer;
  readonly heads: Int32Array;
  readonly bodies: Int32Array;
}

function writeBigs(
  values: BigInt64Array,
  from: number,
  to: number,
  { out, heads, bodies }: TextTarget,
): void {
  for (let row = from; row < to; row += 1) {
    const value = values[row] ?? BIG_NULL;
    const head = heads[row] ?? 0;
    heads[row] = head + 1;
    out[head] = value === BIG_NULL ? 0 : 6;
    if (value === BIG_NULL) continue;
    const at = bodies[row] ?? 0;
    bodies[row] = at + 8;
    out.writeBigInt64BE(value, at);
  }
}

function writeTexts(
  { ends, nulls, bytes }: TextCells,
  from: number,
  to: number,
  { out, heads, bodies }: TextTarget,
): void {
  let start = from === 0 ? 0 : (ends[from - 1] ?? 0);
  for (let row = from; row < to; row += 1) {
    const end = ends[row] ?? 0;
    const head = heads[row] ?? 0;
    if (nulls !== null && nulls[row] !== 0) {
      out[head] = 0;
      heads[row] = head + 1;
    } else {
      heads[row] = putVarint(out, head, TEXT + 2 * (end - start));
      const at = bodies[row] ?? 0;
      bodies[row] = at + end - start;
      if (end - start > 32) bytes.copy(out, at, start, end);
      else for (let i = start; i < end; i += 1) out[at + i - start] = bytes[i] ?? 0;
    }
    start = end;
  }
}

/** Bytes that SQLite's variable-length form of a number takes; numbers up to 2⁵³. */
export function varintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size += 1;
  return size;
}

/** Writes a number in SQLite's variable-length form and returns where it ends. */
export function putVarint(out: Uint8Array, at: number, value: number): number {
  if (value < 128) {
    out[at] = value;
    return at + 1;
  }
  const size = varintSize(value);
  let rest = value;
  for (let i = size - 1; i >= 0; i -= 1) {
    out[at + i] = (rest % 128) | (i === size - 1 ? 0 : 128);
    rest = Math.floor(rest / 128);
  }
  return at + size;
}
