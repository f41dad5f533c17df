import { BIG_NULL, type Column } from '../../columns/column.ts';
import { KernelFloats } from '../../kernels/kernel-rows.ts';
import type { CellTable } from './cell-table.ts';
import { narrowRows } from './narrow-rows.ts';

/** The numbers of a field over one block. */
export class NumberField {
  /** Address of {@link values}. */
  readonly at: number;
  readonly #table: CellTable;
  readonly #floats: KernelFloats;
  /** Row → value beyond the safe integers. */
  readonly #big = new Map<number, bigint>();

  constructor(table: CellTable) {
    this.#table = table;
    this.#floats = new KernelFloats(table.memory, table.maxRows + 1);
    this.at = this.#floats.at;
  }

  /** Value of each row; NaN where there is none. To be asked for again after kernels ran. */
  get values(): Float64Array {
    return this.#floats.values;
  }

  /** Begins a block in which no row has a value. */
  clear(): void {
    this.values.fill(Number.NaN, 0, this.#table.rows);
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
    const { values } = this;
    if (value === null) {
      values[row] = Number.NaN;
      this.#big.delete(row);
      return;
    }
    const number = Number(value);
    values[row] = number;
    if (!Number.isSafeInteger(number)) this.#big.set(row, BigInt(value));
  }

  /** Takes the value of a row to another field. */
  move(row: number, to: NumberField): void {
    to.set(row, this.#big.get(row) ?? this.values[row] ?? null);
    this.set(row, null);
  }

  /** The column of the block; null when no row has a value. */
  finish(): Column | null {
    if (this.#big.size === 0) return narrowRows(this.#table, this.at);
    const bigs = new BigInt64Array(this.#table.rows);
    this.values.subarray(0, bigs.length).forEach((value, row) => {
      bigs[row] = Number.isNaN(value) ? BIG_NULL : (this.#big.get(row) ?? BigInt(value));
    });
    return { kind: 'big', values: bigs };
  }
}
