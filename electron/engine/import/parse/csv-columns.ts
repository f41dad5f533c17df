import type { KernelMemory } from '../../kernels/kernel-memory.ts';
import type { CellTable } from './cell-table.ts';
import { type CellBlock, type CellsPlan, ColumnCells } from './column-cells.ts';

/** The columns of a file that are looked at as texts. */
export class CsvColumns {
  readonly memory: KernelMemory;
  readonly #plan: CellsPlan;
  readonly #columns = new Map<number, ColumnCells>();
  readonly #current: () => CellBlock;
  #block: CellBlock;

  constructor(plan: CellsPlan, table: CellTable) {
    this.memory = table.memory;
    this.#plan = plan;
    this.#block = { bytes: Buffer.alloc(0), table };
    this.#current = () => this.#block;
  }

  /** The block at hand. */
  get block(): CellBlock {
    return this.#block;
  }

  get all(): readonly ColumnCells[] {
    return [...this.#columns.values()];
  }

  /** Begins a block. */
  begin(bytes: Buffer, table: CellTable): void {
    this.#block = { bytes, table };
  }

  /** The cells of a column, for all who look at it. */
  cells(column: number): ColumnCells {
    const known = this.#columns.get(column);
    if (known !== undefined) return known;
    const made = this.separate(column);
    this.#columns.set(column, made);
    return made;
  }

  /** The cells of a column that someone looks at already; null when nobody does. */
  shared(column: number): ColumnCells | null {
    return this.#columns.get(column) ?? null;
  }

  /** The cells of a column for one who forgets them whenever it likes. */
  separate(column: number): ColumnCells {
    return new ColumnCells(this.memory, column, this.#plan, this.#current);
  }

  /** Rows of the block. */
  get rows(): number {
    return this.#block.table.rows;
  }
}
