import { BIG_NULL, type Column } from '../../columns/column.ts';
import { narrowNumbers } from '../../columns/narrow-numbers.ts';

/** The numbers of a field over one block. */
export class NumberField {
  /** Value of each row; NaN where there is none. */
  readonly values: Float64Array;
  /** Row → value beyond the safe integers. */
  readonly #big = new Map<number, bigint>();

  /** @param rows most rows of a block */
  constructor(rows: number) {
    this.values = new Float64Array(rows);
  }

  /** Begins a block in which no row has a value. */
  clear(rows: number): void {
    this.values.fill(Number.NaN, 0, rows);
    this.#big.clear();
  }

  /** Begins a block whose values are about to be written all. */
  begin(): void {
    this.#big.clear();
  }

  isNull(row: number): boolean {
    return Number.isNaN(this.values[row] ?? Number.NaN);
  }

  set(row: number, value: number | bigint | null): void {
    if (value === null) {
      this.values[row] = Number.NaN;
      this.#big.delete(row);
      return;
    }
    const number = Number(value);
    this.values[row] = number;
    if (!Number.isSafeInteger(number)) this.#big.set(row, BigInt(value));
  }

  /** Takes the value of a row to another field. */
  move(row: number, to: NumberField): void {
    to.set(row, this.#big.get(row) ?? this.values[row] ?? null);
    this.set(row, null);
  }

  /** The column of the first rows; null when none has a value. */
  finish(rows: number): Column | null {
    const values = this.values.subarray(0, rows);
    if (!hasValue(values)) return null;
    if (this.#big.size === 0) return narrowNumbers(values);
    const bigs = new BigInt64Array(rows);
    values.forEach((value, row) => {
      bigs[row] = Number.isNaN(value) ? BIG_NULL : (this.#big.get(row) ?? BigInt(value));
    });
    return { kind: 'big', values: bigs };
  }
}

function hasValue(values: Float64Array): boolean {
  for (let row = 0; row < values.length; row += 1) if (!Number.isNaN(values[row])) return true;
  return false;
}
