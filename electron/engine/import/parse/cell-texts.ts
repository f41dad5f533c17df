import type { KernelMemory } from '../../kernels/kernel-memory.ts';
import type { KernelWords } from '../../kernels/kernel-rows.ts';
import type { TextEncoding } from '../decode/text-encoding.ts';
import type { CsvDialect } from '../records/csv-splitter.ts';
import type { CellTable } from './cell-table.ts';
import { wholeCellText } from './cell-text.ts';
import { InternTable } from './intern-table.ts';
import { textsBytes } from './remembered.ts';

/**
 * The distinct cells of a column, by their bytes: text is decoded once for each, however often it occurs. Ids
 * run from 0; they hold until {@link forget}.
 */
export class CellTexts {
  /** Text of each distinct cell. */
  readonly texts: string[] = [];
  readonly #encoding: TextEncoding;
  readonly #quote: string;
  readonly #table: InternTable;
  #characters = 0;
  #areOneToOne: boolean;

  constructor(memory: KernelMemory, encoding: TextEncoding, dialect: CsvDialect) {
    this.#encoding = encoding;
    this.#quote = dialect.quote;
    this.#table = new InternTable(memory);
    this.#areOneToOne = this.#isUtf8;
  }

  /** Whether no two of the texts are equal: their bytes differ, and so does what valid UTF-8 stands for. */
  get areOneToOne(): boolean {
    return this.#areOneToOne;
  }

  /** About how much memory they take. */
  get bytes(): number {
    return textsBytes(this.texts.length, this.#characters);
  }

  /** Forgets all cells. */
  forget(): void {
    this.texts.length = 0;
    this.#characters = 0;
    this.#table.forget();
    this.#areOneToOne = this.#isUtf8;
  }

  /**
   * Writes the id of the cell of each row of a column to `ids`.
   * @returns the ids in the order in which they occur first
   */
  take(bytes: Buffer, table: CellTable, column: number, ids: KernelWords): Uint32Array {
    const { fresh, met } = this.#table.cells(table, column, ids);
    for (let index = 0; index < fresh.length; index += 1) {
      const row = fresh[index] ?? 0;
      const text = wholeCellText(bytes, table, row, column, this.#encoding, this.#quote);
      this.texts.push(text);
      // A single quote could be what a doubled one of another cell stands for.
      if (table.hasEscaped && text.includes(this.#quote) && !table.isEscaped(row, column))
        this.#areOneToOne = false;
      this.#characters += text.length;
    }
    return met;
  }

  get #isUtf8(): boolean {
    return this.#encoding.name === 'utf-8';
  }
}
