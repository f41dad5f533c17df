import { KernelFloats } from '../../kernels/kernel-rows.ts';
import { currencyIn } from '../normalise/numbers.ts';
import { sumOf } from '../normalise/usage-figures.ts';
import { type MemberPath, outermostKey } from '../profile/member-path.ts';
import type { CellTable } from './cell-table.ts';
import type { CellText, CsvNumbers } from './csv-numbers.ts';

/** The sum of several columns of plain numbers, for each row; of rows that hold others, as text. */
export class CsvSums {
  readonly #table: CellTable;
  readonly #kind: 'integer' | 'decimal';
  readonly #paths: readonly MemberPath[];
  /** Column of each name that is added up. */
  readonly #columns: ReadonlyMap<string, number>;
  /** Columns, each as often as it is added. */
  readonly #added: readonly number[];
  readonly #addends: KernelFloats;

  /** @param paths each the name of a column */
  constructor(
    table: CellTable,
    kind: 'integer' | 'decimal',
    paths: readonly MemberPath[],
    columns: ReadonlyMap<string, number>,
  ) {
    this.#table = table;
    this.#kind = kind;
    this.#paths = paths;
    this.#columns = columns;
    this.#added = paths.flatMap((path) => columns.get(outermostKey(path) ?? '') ?? []);
    this.#addends = new KernelFloats(table.memory, table.maxRows + 1);
  }

  /** Gives the sums of a block to the rows that have something to add up. */
  fill(numbers: CsvNumbers, textOf: CellText): void {
    const { rows } = this.#table;
    const sums = new Float64Array(rows).fill(Number.NaN);
    const odd = new Uint8Array(rows);
    for (const column of this.#added) {
      for (const row of this.#read(column)) odd[row] = 1;
      const addends = this.#addends.values;
      for (let row = 0; row < rows; row += 1) {
        const addend = addends[row] ?? Number.NaN;
        const before = sums[row] ?? Number.NaN;
        if (!Number.isNaN(addend)) sums[row] = Number.isNaN(before) ? addend : before + addend;
      }
    }
    for (let row = 0; row < rows; row += 1) {
      const sum = sums[row] ?? Number.NaN;
      if (odd[row] === 1 || sum > Number.MAX_SAFE_INTEGER) this.#fillFromTexts(numbers, row, textOf);
      else if (!Number.isNaN(sum)) numbers.replace(row, sum);
    }
  }

  /** Reads the plain numbers of a column; the rows of all others that are not empty. */
  #read(column: number): Uint32Array {
    const { rows, base, memory, scratch } = this.#table;
    const cells = this.#table.cellsAt(column);
    const { at, values } = scratch.fresh;
    const { kernels } = memory;
    const read = this.#kind === 'integer' ? kernels.readWholes : kernels.readDecimals;
    return values.slice(0, read(base, cells, rows, this.#addends.at, at));
  }

  #fillFromTexts(numbers: CsvNumbers, row: number, textOf: CellText): void {
    const sum = sumOf(this.#paths, (name) => {
      const column = this.#columns.get(name);
      return column === undefined ? undefined : (textOf(row, column) ?? undefined);
    });
    if (sum === null) return;
    numbers.replace(row, numbers.read(sum, this.#table.lineOf(row)));
    numbers.currencies.set(row, currencyIn(sum));
  }
}
