import { cellsOfRecord, quotedCells } from './csv-cells.ts';
import type { CsvShape } from './csv-dialect.ts';
import { mendRow } from './mend-row.ts';

/** What became of a record. `repeated`: it is the header once more. */
export type RowState = 'regular' | 'ragged' | 'mended' | 'repeated';

/** Records that were tried to be mended in vain, after which no more are: a file may be made to take for ever. */
const MOST_VAIN = 2_000;

/** Longer records that are none are not looked at, in bytes. */
export const LONGEST_BROKEN = 64 * 1024;

/** Takes the records of one file to their cells, in file order. */
export class CsvRows {
  /** What the last record was. */
  state: RowState = 'regular';
  readonly #shape: CsvShape;
  #vain = 0;

  constructor(shape: CsvShape) {
    this.#shape = shape;
  }

  /** Whether a record may have to be mended or turned away, by the number of its cells. */
  static isOdd(shape: CsvShape, cells: number): boolean {
    return cells !== shape.columns.length && shape.model !== null;
  }

  /** Cells of a record, put back under their columns where they had lost their place. */
  read(text: string): readonly string[] {
    const { columns, dialect, model } = this.#shape;
    const width = columns.length;
    const all = cellsOfRecord(text, dialect);
    const cells = withoutSurplus(all, width);
    this.state = cells.length === width ? 'regular' : 'ragged';
    if (this.#repeatsHeader(cells)) {
      this.state = 'repeated';
      return cells;
    }
    if (model === null) return cells;
    const suspect = all.length !== width || (this.#shape.strayQuotes && hasStrayQuote(text, this.#shape));
    if (!suspect) return cells;
    const before = this.state;
    const mended = this.#mended(text) ?? cells;
    if (mended.length === cells.length && mended.every((cell, column) => cell === cells[column])) {
      this.state = before;
    }
    return mended;
  }

  /** Cells of what the splitter could not make a record of; null when there is no sure way to read it. */
  mend(text: string): readonly string[] | null {
    this.state = 'ragged';
    return text.length > LONGEST_BROKEN ? null : this.#mended(text);
  }

  #mended(text: string): readonly string[] | null {
    const { model, dialect } = this.#shape;
    if (model === null || this.#vain >= MOST_VAIN) return null;
    const cells = mendRow(text, dialect, model);
    if (cells === null) this.#vain += 1;
    else this.state = 'mended';
    return cells;
  }

  /** Exports that were put one behind the other have a header each; one with more columns begins with the same. */
  #repeatsHeader(cells: readonly string[]): boolean {
    const { header } = this.#shape;
    if (header === null || cells.length < header.length || cells[0] !== header[0]) return false;
    return header.every((name, column) => name === cells[column]);
  }
}

/** Delimiters at the end of a row mean nothing. */
function withoutSurplus(cells: readonly string[], width: number): readonly string[] {
  if (cells.length <= width) return cells;
  let length = cells.length;
  while (length > width && cells[length - 1] === '') length -= 1;
  return length === cells.length ? cells : cells.slice(0, length);
}

/** Whether a cell that is not in quotes has an odd number of them. */
export function hasStrayQuote(text: string, { dialect }: Pick<CsvShape, 'dialect'>): boolean {
  if (dialect.quote === '' || !text.includes(dialect.quote)) return false;
  const { cells, quoted } = quotedCells(text, dialect);
  return cells.some((cell, index) => quoted[index] === false && cell.split(dialect.quote).length % 2 === 0);
}
