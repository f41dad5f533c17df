import type { FieldName } from '../../../shared/domain/fields.ts';

/**
 * Columns of a stretch of events: what the importer hands to the store, what the column index holds, and what
 * queries run over. All values of a column are of one stretch; row `i` of every column is the same event.
 */

/** Most events of one segment of the column index. */
export const SEGMENT_EVENTS = 65_536;

/** Where a record lies in the decompressed content of its source. */
export const PLACE_NAMES = ['line', 'byteOffset', 'byteLength'] as const;
export type PlaceName = (typeof PLACE_NAMES)[number];

/** Key of an extra column in the index: `c` and its id in the workspace. */
export type ExtraName = `c${number}`;

/** Everything the index holds of an event. */
export type ColumnName = FieldName | PlaceName | 'source' | ExtraName;

/** Codes of a dictionary: 0 stands for null, code `k` for `texts[k - 1]`. The narrowest type that fits. */
export type Codes = Uint8Array | Uint16Array | Uint32Array;

/** What the column index stores of a column, see `encoded-column.ts`. */
export interface EncodedColumn {
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, hex. */
  readonly sha256: string;
  /** Rows that have a value. */
  readonly filled: number;
}

interface MaybeEncoded {
  /**
   * Its bytes for the index, where whoever made the column had the time to make them. A column made from this one must
   * not have them.
   */
  readonly encoded?: EncodedColumn;
}

/** Texts that repeat. `texts` holds each once, in order of first appearance. */
export interface DictionaryColumn extends MaybeEncoded {
  readonly kind: 'dictionary';
  readonly codes: Codes;
  readonly texts: readonly string[];
}

/** Texts that mostly differ: one after the other as UTF-8. */
export interface TextColumn extends MaybeEncoded {
  readonly kind: 'text';
  /** `ends[i]` is where text `i` ends in {@link bytes}; it begins where the one before ends. */
  readonly ends: Uint32Array;
  /** Not 0 where there is no text, which is something else than an empty text; null when all have one. */
  readonly nulls: Uint8Array | null;
  readonly bytes: Uint8Array;
}

/** Whole numbers in the narrowest type that fits. Null is the lowest value of the type, NaN in floats. */
export type NumberValues = Int8Array | Int16Array | Int32Array | Float64Array;

/** Safe integers: `base + values[i] × scale`. Instants in µs UTC, decimals in units of 10⁻⁹, flags as 0 and 1. */
export interface NumberColumn extends MaybeEncoded {
  readonly kind: 'number';
  readonly values: NumberValues;
  readonly base: number;
  /** A power of ten that divides every distance from the base. */
  readonly scale: number;
}

/** Integers of which some are beyond 2⁵³. Null is the lowest value of the type. */
export interface BigColumn extends MaybeEncoded {
  readonly kind: 'big';
  readonly values: BigInt64Array;
}

/** One column. A column of which nothing has a value is left out of its stretch. */
export type Column = DictionaryColumn | TextColumn | NumberColumn | BigColumn;

/** A stretch of events. Columns without any value are missing. */
export interface EventColumns<Name extends string = ColumnName> {
  readonly count: number;
  readonly columns: ReadonlyMap<Name, Column>;
}

/** The marker of null in a {@link BigColumn}. */
export const BIG_NULL = -(2n ** 63n);

/** The marker of null in a number column of a width; NaN, which equals nothing, for floats. */
export function numberNull(values: NumberValues): number {
  if (values instanceof Int8Array) return -128;
  if (values instanceof Int16Array) return -32_768;
  return values instanceof Int32Array ? -2_147_483_648 : Number.NaN;
}

/** Rows of a column. */
export function columnLength(column: Column): number {
  if (column.kind === 'dictionary') return column.codes.length;
  return column.kind === 'text' ? column.ends.length : column.values.length;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of a row; null where there is none, and for columns of numbers. */
export function textAt(column: Column, row: number): string | null {
  if (column.kind === 'dictionary') return column.texts[(column.codes[row] ?? 0) - 1] ?? null;
  if (column.kind !== 'text' || (column.nulls !== null && column.nulls[row] !== 0)) return null;
  const from = row === 0 ? 0 : (column.ends[row - 1] ?? 0);
  return decoder.decode(column.bytes.subarray(from, column.ends[row]));
}

/** The number of a row; null where there is none, and for texts. A bigint beyond the safe integers. */
export function integerAt(column: Column, row: number): number | bigint | null {
  if (column.kind === 'big') {
    const value = column.values[row] ?? BIG_NULL;
    if (value === BIG_NULL) return null;
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  }
  if (column.kind !== 'number') return null;
  const stored = column.values[row] ?? Number.NaN;
  return Number.isNaN(stored) || stored === numberNull(column.values)
    ? null
    : column.base + stored * column.scale;
}

/** The value of a row, as SQLite holds it. */
export function valueAt(column: Column | undefined, row: number): string | number | bigint | null {
  if (column === undefined) return null;
  return column.kind === 'dictionary' || column.kind === 'text'
    ? textAt(column, row)
    : integerAt(column, row);
}
