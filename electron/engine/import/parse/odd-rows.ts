import type { CsvShape } from '../records/csv-dialect.ts';
import { CsvRows } from '../records/csv-rows.ts';
import type { CellTable } from './cell-table.ts';

const SPACE = 32;
const TAB = 9;

/**
 * Finds rows that are regular by their marks and still not records as they stand: without content, the header once
 * more, or of another length where cells may have lost their place. They are for the parser of single records.
 */
export class OddRows {
  readonly #shape: CsvShape;
  readonly #delimiter: number;
  readonly #quote: number;
  readonly #header: readonly Buffer[] | null;

  constructor(shape: CsvShape) {
    this.#shape = shape;
    this.#delimiter = shape.dialect.delimiter.charCodeAt(0);
    this.#quote = shape.dialect.quote.charCodeAt(0);
    this.#header = shape.header?.map((name) => Buffer.from(name)) ?? null;
  }

  /** The first such row of a table; its number of rows when there is none. */
  firstIn(bytes: Buffer, table: CellTable): number {
    const { rows, isRagged, widths } = table;
    const records = table.records.values;
    const cells = table.startsAndEnds(0);
    const columns = this.#shape.columns.length;
    const first = this.#header?.[0]?.length ?? -1;
    for (let row = 0; row < rows; row += 1) {
      if (isRagged && widths[row] !== columns && CsvRows.isOdd(this.#shape, widths[row] ?? 0)) return row;
      const from = records[row * 2] ?? 0;
      if (this.#isMark(bytes[from] ?? 0) && this.#isBlank(bytes, from, records[row * 2 + 1] ?? 0)) return row;
      if ((cells[row * 2 + 1] ?? 0) - (cells[row * 2] ?? 0) !== first) continue;
      if (this.#isHeader(bytes, table, row)) return row;
    }
    return rows;
  }

  #isMark(byte: number): boolean {
    return byte === this.#delimiter || byte === this.#quote || byte === SPACE || byte === TAB;
  }

  #isBlank(bytes: Buffer, from: number, to: number): boolean {
    for (let at = from; at < to; at += 1) if (!this.#isMark(bytes[at] ?? 0) && bytes[at] !== 13) return false;
    return true;
  }

  /** Cells with doubled quotes are not compared: what is alike but for them is judged record by record. */
  #isHeader(bytes: Buffer, table: CellTable, row: number): boolean {
    const header = this.#header ?? [];
    return header.every((name, column) => {
      if (table.isEscaped(row, column)) return true;
      const start = table.startOf(row, column);
      const end = table.endOf(row, column);
      return end - start === name.length && bytes.compare(name, 0, name.length, start, end) === 0;
    });
  }
}
