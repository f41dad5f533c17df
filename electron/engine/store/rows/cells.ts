import {
  BIG_NULL,
  type BigColumn,
  type DictionaryColumn,
  type NumberColumn,
  type TextColumn,
} from '../../columns/column.ts';
import type { CellRoom } from './cell-room.ts';
import { spreadCodes, spreadNumbers, widenNumbers } from './spread-cells.ts';

/*
 * A column of a batch the way its rows store it. All rows of a batch hold a column in one form: whole numbers,
 * or texts. Loops over cells run for every value that is imported: they see one type of array each.
 */

/** Whole numbers: of a field, or the ids of texts. */
export interface IntegerCells {
  readonly kind: 'integer';
  /** {@link NO_INTEGER} is null in 32-bit arrays, which are used wherever all values fit; NaN in the others. */
  readonly values: Int32Array | Float64Array;
  readonly nulls: number;
  readonly low: number;
  readonly high: number;
}

/** Integers of which some are beyond 2⁵³. */
export interface BigCells {
  readonly kind: 'big';
  readonly values: BigInt64Array;
  readonly nulls: number;
  readonly low: bigint;
  readonly high: bigint;
}

/** Texts stored in the rows themselves. */
export interface TextCells {
  readonly kind: 'text';
  /** Where each text ends in {@link bytes}; it begins where the one before ends. */
  readonly ends: Uint32Array;
  /** Not 0 where there is no text; null when all rows have one. */
  readonly nulls: Uint8Array | null;
  readonly bytes: Buffer;
}

export type Cells = IntegerCells | BigCells | TextCells;

/** Null in a 32-bit array. */
export const NO_INTEGER = -2_147_483_648;
const MOST_INTEGER = 2_147_483_647;

/**
 * Cells of numbers; null when there is none.
 * @param room for them: they are of use until it begins anew
 */
export function numberCells(column: NumberColumn, room: CellRoom): IntegerCells | null {
  const { values, base, scale } = column;
  return values instanceof Float64Array
    ? floatCells(values, base, scale, room)
    : shortCells(values, base, scale, room);
}

function floatCells(stored: Float64Array, base: number, scale: number, room: CellRoom): IntegerCells | null {
  const values = base === 0 && scale === 1 ? stored : stored.map((value) => base + value * scale);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let nulls = 0;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? 0;
    if (value < low) low = value;
    if (value > high) high = value;
    if (Number.isNaN(value)) nulls += 1;
    else if (Math.floor(value) !== value) throw new RangeError(`A stored number is whole, not ${value}`);
  }
  if (nulls === values.length) return null;
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high)) {
    throw new RangeError(`Numbers beyond 2⁵³, such as ${low} or ${high}, are bigints`);
  }
  return fitsShort(low, high)
    ? { kind: 'integer', values: shortened(values, room), nulls, low, high }
    : { kind: 'integer', values, nulls, low, high };
}

function shortened(values: Float64Array, room: CellRoom): Int32Array {
  const short = room.ints(values.length);
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? 0;
    short[row] = Number.isNaN(value) ? NO_INTEGER : value;
  }
  return short;
}

function shortCells(
  stored: Int8Array | Int16Array | Int32Array,
  base: number,
  scale: number,
  room: CellRoom,
): IntegerCells | null {
  const { values, nulls, low: least, high: most } = spreadNumbers(stored, base, scale, room);
  if (nulls === values.length) return null;
  const low = base + least * scale;
  const high = base + most * scale;
  const fits = fitsShort(low, high) && fitsShort(base, base) && scale <= MOST_INTEGER;
  const all = fits ? values : widenNumbers(stored, base, scale, room);
  return { kind: 'integer', values: all, nulls, low, high };
}

function fitsShort(low: number, high: number): boolean {
  return low > NO_INTEGER && high <= MOST_INTEGER;
}

/** Cells of numbers of which some are beyond 2⁵³; null when there is none. */
export function bigCells({ values }: BigColumn): BigCells | null {
  let low: bigint | null = null;
  let high = BIG_NULL;
  let nulls = 0;
  for (const value of values) {
    if (value === BIG_NULL) nulls += 1;
    else {
      if (low === null || value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low === null ? null : { kind: 'big', values, nulls, low, high };
}

/**
 * Cells of texts given by their ids; null when there is none.
 * @param ids id of each text of the dictionary
 * @param room for them: they are of use until it begins anew
 */
export function idCells({ codes }: DictionaryColumn, ids: Int32Array, room: CellRoom): IntegerCells | null {
  const idOf = new Int32Array(ids.length + 1);
  idOf[0] = NO_INTEGER;
  idOf.set(ids, 1);
  const { values, nulls, low, high } = spreadCodes(codes, idOf, room);
  return nulls === values.length ? null : { kind: 'integer', values, nulls, low, high };
}

/** Cells of texts that stand in the rows; null when there is none. */
export function textCells(column: TextColumn | DictionaryColumn): TextCells | null {
  const { ends, nulls, bytes } = column.kind === 'text' ? column : unfolded(column);
  if (nulls !== null && !nulls.includes(0)) return null;
  return { kind: 'text', ends, nulls, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
}

function unfolded({ codes, texts }: DictionaryColumn): Omit<TextColumn, 'kind'> {
  const encoded = texts.map((text) => Buffer.from(text));
  const parts: Buffer[] = [];
  const ends = new Uint32Array(codes.length);
  const nulls = new Uint8Array(codes.length);
  let length = 0;
  let missing = false;
  for (let row = 0; row < codes.length; row += 1) {
    const text = encoded[(codes[row] ?? 0) - 1];
    if (text === undefined) {
      nulls[row] = 1;
      missing = true;
    } else {
      parts.push(text);
      length += text.length;
    }
    ends[row] = length;
  }
  return { ends, nulls: missing ? nulls : null, bytes: Buffer.concat(parts, length) };
}

/** Cells of a list of texts. */
export function listedTextCells(texts: readonly string[]): TextCells {
  const parts = texts.map((text) => Buffer.from(text));
  const ends = new Uint32Array(texts.length);
  let length = 0;
  parts.forEach((part, row) => {
    length += part.length;
    ends[row] = length;
  });
  return { kind: 'text', ends, nulls: null, bytes: Buffer.concat(parts, length) };
}

/** A value of cells, as SQLite takes it: a plain number would be bound as a floating-point value. */
export function cellAt(cells: Cells, row: number): string | bigint | null {
  if (cells.kind === 'integer') {
    const value = cells.values[row] ?? Number.NaN;
    const isNull = cells.values instanceof Int32Array ? value === NO_INTEGER : Number.isNaN(value);
    return isNull ? null : BigInt(value);
  }
  if (cells.kind === 'big') {
    const value = cells.values[row] ?? BIG_NULL;
    return value === BIG_NULL ? null : value;
  }
  if (cells.nulls !== null && cells.nulls[row] !== 0) return null;
  return cells.bytes.toString('utf8', row === 0 ? 0 : cells.ends[row - 1], cells.ends[row]);
}
