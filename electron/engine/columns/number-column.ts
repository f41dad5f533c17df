import { AppError } from '../../../shared/errors.ts';
import type { EncodedColumn, NumberColumn, NumberValues } from './column.ts';

/*
 * Columns of numbers are instances of a class, not object literals. V8 13.6 keeps a number in an object in a box of its own,
 * and now and then compiled literals of which some hold a small `base` and some a large one so that several share a box: a
 * column of line numbers then got the base of the column of times that was made after it (about one import of 400,000 records in
 * JSON out of forty). A constructor gives every object its own, and the column is looked at again before it is handed on.
 */
class Numbers implements NumberColumn {
  /** Base and scale once more, where no other object can share them. */
  readonly #made: Float64Array;
  readonly kind = 'number';
  readonly values: NumberValues;
  readonly base: number;
  readonly scale: number;
  declare readonly encoded?: EncodedColumn;

  constructor(values: NumberValues, base: number, scale: number, encoded: EncodedColumn | null) {
    this.values = values;
    this.base = base;
    this.scale = scale;
    this.#made = Float64Array.of(base, scale);
    if (encoded !== null) this.encoded = encoded;
  }

  static isIntact(column: NumberColumn): boolean {
    if (!(#made in column)) return true; // It came from another thread, which looked before.
    return column.#made[0] === column.base && column.#made[1] === column.scale;
  }
}

/** The column of which row `i` is `base + values[i] × scale`. */
export function numberColumn(
  values: NumberValues,
  base: number,
  scale: number,
  encoded: EncodedColumn | null = null,
): NumberColumn {
  return new Numbers(values, base, scale, encoded);
}

/**
 * Makes sure that a column says what it said when it was made; to be called once all others of its stretch are.
 * @throws INTERNAL
 */
export function assertIntact(column: NumberColumn): void {
  if (Numbers.isIntact(column)) return;
  throw new AppError(
    'INTERNAL',
    'Numbers changed in memory after they were read. Nothing of this part of the file was stored: import it again.',
  );
}
