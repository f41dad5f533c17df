import type { KernelMemory } from '../../kernels/kernel-memory.ts';
import { KernelWords } from '../../kernels/kernel-rows.ts';
import type { CellTable } from './cell-table.ts';
import { CellTexts } from './cell-texts.ts';
import type { CsvPlan } from './csv-parser.ts';

const NOTHING_MET = new Uint32Array();

/** What the rows of a file give to one input: a column of cells, or the same text in all. */
export class TextInput {
  /** Column of the file; -1 when every row has {@link constant}. */
  readonly column: number;
  /** Text of rows whose cell is empty, and of all when there is no column. */
  readonly constant: string | null;
  /** Id of the cell of each row of the block. */
  readonly ids: KernelWords;
  /** The ids of the block, in the order in which they occur first. */
  met: Uint32Array = NOTHING_MET;
  readonly #cells: CellTexts | null;
  /** Text of each id: without blanks around it, null when nothing is left. */
  readonly #texts: (string | null)[] = [];

  constructor(
    memory: KernelMemory,
    column: number,
    constant: string | null,
    { encoding, shape, blockRows }: Pick<CsvPlan, 'encoding' | 'shape' | 'blockRows'>,
  ) {
    this.column = column;
    this.constant = constant;
    this.#cells = column < 0 ? null : new CellTexts(memory, encoding, shape.dialect);
    this.ids = new KernelWords(memory, column < 0 ? 0 : blockRows);
  }

  /** Distinct cells remembered. */
  get size(): number {
    return this.#cells?.texts.length ?? 0;
  }

  /** About how much memory they take. */
  get bytes(): number {
    return this.#cells?.bytes ?? 0;
  }

  /** Forgets all cells; ids given out hold no longer. */
  forget(): void {
    this.#cells?.forget();
    this.#texts.length = 0;
  }

  /** Takes in the cells of a block. */
  take(bytes: Buffer, table: CellTable): void {
    const cells = this.#cells;
    if (cells === null) return;
    this.met = cells.take(bytes, table, this.column, this.ids);
    for (let id = this.#texts.length; id < cells.texts.length; id += 1) {
      const text = (cells.texts[id] ?? '').trim();
      this.#texts.push(text === '' ? this.constant : text);
    }
  }

  /** The text of an id. */
  textOf(id: number): string | null {
    return this.column < 0 ? this.constant : (this.#texts[id] ?? null);
  }

  /** The text of a row of the block. */
  textAt(row: number): string | null {
    return this.column < 0 ? this.constant : (this.#texts[this.ids.values[row] ?? 0] ?? null);
  }
}
