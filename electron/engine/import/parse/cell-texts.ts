import type { KernelMemory } from '../../kernels/kernel-memory.ts';
import type { KernelWords } from '../../kernels/kernel-rows.ts';
import type { TextEncoding } from '../decode/text-encoding.ts';
import type { CsvDialect } from '../records/csv-splitter.ts';
import type { CellTable } from './cell-table.ts';
import { wholeCellText, withoutDoubles } from './cell-text.ts';
import { type Interned, InternTable } from './intern-table.ts';
import { textsBytes } from './remembered.ts';

const OPEN_OBJECT = 123;
const OPEN_LIST = 91;

/** Room for a cell. */
let single = Buffer.allocUnsafeSlow(16 * 1024);

/**
 * The distinct cells of a column, by their bytes: text is decoded once for each, however often it occurs; that of what may
 * be JSON only when it is asked for, as it is mostly looked into otherwise. Ids run from 0; they hold until
 * {@link forget}.
 */
export class CellTexts {
  /** Text of each distinct cell, where it was decoded. */
  readonly #texts: (string | undefined)[] = [];
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
    return textsBytes(this.#texts.length, this.#characters);
  }

  /** Forgets all cells. */
  forget(): void {
    this.#texts.length = 0;
    this.#characters = 0;
    this.#table.forget();
    this.#areOneToOne = this.#isUtf8;
  }

  /**
   * Writes the id of the cell of each row of a column to `ids`.
   * @returns the ids in the order in which they occur first, and the row of each new one, which holds until kernels run
   */
  take(bytes: Buffer, table: CellTable, column: number, ids: KernelWords): Interned {
    const { fresh, met } = this.#table.cells(table, column, ids);
    for (let index = 0; index < fresh.length; index += 1) {
      const row = fresh[index] ?? 0;
      const start = table.startOf(row, column);
      const first = bytes[start];
      if ((first === OPEN_OBJECT || first === OPEN_LIST) && table.isEscaped(row, column)) {
        this.#texts.push(undefined);
        this.#characters += table.endOf(row, column) - start;
        continue;
      }
      const text = wholeCellText(bytes, table, row, column, this.#encoding, this.#quote);
      this.#texts.push(text);
      // A single quote could be what a doubled one of another cell stands for.
      if (table.hasEscaped && text.includes(this.#quote) && !table.isEscaped(row, column))
        this.#areOneToOne = false;
      this.#characters += text.length;
    }
    return { fresh, met };
  }

  /** Distinct cells remembered. */
  get size(): number {
    return this.#texts.length;
  }

  /** Bytes of a cell, as it is written. */
  sizeOf(id: number): number {
    return this.#table.lengthOf(id);
  }

  /** Whether the text of a cell is at hand; that of others may be JSON. */
  isDecoded(id: number): boolean {
    return this.#texts[id] !== undefined;
  }

  /** The text of a cell, with the blanks around it. */
  textOf(id: number): string {
    const known = this.#texts[id];
    if (known !== undefined || id >= this.#texts.length) return known ?? '';
    const length = this.#table.lengthOf(id);
    if (length > single.length) single = Buffer.allocUnsafeSlow(length * 2);
    this.#table.copyTo(id, single);
    const end = withoutDoubles(single, 0, length, this.#quote.charCodeAt(0), single);
    const text = this.#encoding.decodeRange(single, 0, end);
    this.#texts[id] = text;
    return text;
  }

  get #isUtf8(): boolean {
    return this.#encoding.name === 'utf-8';
  }
}
