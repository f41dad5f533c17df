import type { Codes, ColumnName, NumberValues } from '../columns/column.ts';

/**
 * The column index as queries see it. A *position* numbers the events of the workspace from 0 in id order; every
 * loaded array has one entry per position. Arrays may be longer than {@link LoadedColumns.count}.
 */

/** Texts as codes over all events: 0 is null, any other code one distinct text. */
export interface LoadedTexts {
  readonly codes: Codes;
  /** Distinct texts; codes run from 1 to this. */
  readonly size: number;
  /** The text of a code above 0. */
  text(code: number): string;
  /** The code of a text, compared exactly; 0 when no event has it. */
  codeOf(text: string): number;
  /** Order of two texts by UTF-16 units, by their codes above 0; without reading them. */
  compare(a: number, b: number): number;
}

/** Whole numbers over all events: `base + values[p] × scale`; see `NumberColumn`. */
export interface LoadedNumbers {
  readonly kind: 'number';
  readonly values: NumberValues;
  readonly base: number;
  readonly scale: number;
  /** The marker of null in `values`; NaN in floats. */
  readonly nullValue: number;
}

/** Integers of which some are beyond 2⁵³; `BIG_NULL` marks null. */
export interface LoadedBigs {
  readonly kind: 'big';
  readonly values: BigInt64Array;
}

/** What long work asks now and then. */
export interface Checkpoint {
  /** @throws CANCELLED */
  throwIfCancelled(): void;
}

/** The columns of one revision of the workspace, loaded when they are first asked for. */
export interface LoadedColumns {
  readonly revision: number;
  /** Events of the workspace. */
  readonly count: number;
  idAt(position: number): number;
  /** -1 when there is no such event. */
  positionOf(id: number): number;
  /** A column of texts; null when no event has a value. Columns of many distinct texts are coded on first use. */
  texts(name: ColumnName): LoadedTexts | null;
  /** A column of numbers, instants or flags; null when no event has a value. */
  numbers(name: ColumnName): LoadedNumbers | LoadedBigs | null;
  /** Positions of all events by time, oldest first, ties by id, undated ones last in id order; null when that is id order. */
  timeOrder(): Uint32Array | null;
}

/** Which events a filter leaves: 1 at every position of `mask` that matches. */
export interface Matches {
  readonly mask: Uint8Array;
  readonly count: number;
}
