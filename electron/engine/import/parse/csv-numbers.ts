import type { Input } from '../../../../shared/domain/inputs.ts';
import type { Reading } from '../normalise/event-builder.ts';
import { currencyIn, isAbsent, type NumberStyle, readDecimal, readInteger } from '../normalise/numbers.ts';
import type { CellTable } from './cell-table.ts';
import { NumberField } from './number-field.ts';
import { type RowTexts, textAt } from './row-texts.ts';

/** Text of a cell without blanks around it; null when it is empty. */
export type CellText = (row: number, column: number) => string | null;

/** A column of numbers: plain ones are read from the bytes, the others as text. */
export class CsvNumbers extends NumberField {
  /** Currency sign of each row whose cell is no plain number; null where it has none. */
  readonly currencies = new Map<number, string | null>();
  readonly #input: Input;
  readonly #kind: 'integer' | 'decimal';
  readonly #column: number;
  readonly #source: RowTexts | null;
  readonly #fallback: string | null;
  readonly #style: NumberStyle;
  readonly #unreadable: Reading['unreadable'];
  readonly #table: CellTable;

  /**
   * @param column of the file; -1 when there is none
   * @param source of the texts instead, where they are not the cells of a column
   */
  constructor(
    input: Input,
    kind: 'integer' | 'decimal',
    column: number,
    source: RowTexts | null,
    fallback: string | null,
    style: NumberStyle,
    unreadable: Reading['unreadable'],
    table: CellTable,
  ) {
    super(table);
    this.#table = table;
    this.#input = input;
    this.#kind = kind;
    this.#column = column;
    this.#source = source;
    this.#fallback = fallback;
    this.#style = style;
    this.#unreadable = unreadable;
  }

  /** Whether the file or a default states anything. */
  get isGiven(): boolean {
    return this.#column >= 0 || this.#source !== null || this.#fallback !== null;
  }

  /** Takes in the cells of a block. */
  take(textOf: CellText): void {
    this.currencies.clear();
    for (const [row, text] of this.takePlain(textOf)) {
      this.set(row, this.read(text, this.#table.lineOf(row)));
      this.currencies.set(row, currencyIn(text));
    }
  }

  /** Takes in the cells that are plain numbers; the texts of all others, by row, which are null meanwhile. */
  takePlain(textOf: CellText): ReadonlyMap<number, string> {
    const texts = new Map<number, string>();
    this.#source?.take();
    const isStyled = this.#kind === 'decimal' && this.#style !== 'point';
    if (this.#column < 0 || this.#fallback !== null || isStyled) {
      this.clear();
      if (!this.isGiven) return texts;
      for (let row = 0; row < this.#table.rows; row += 1) this.#addText(texts, row, textOf);
    } else for (const row of this.#readPlain()) this.#addText(texts, row, textOf);
    return texts;
  }

  #addText(texts: Map<number, string>, row: number, textOf: CellText): void {
    const text = this.#textOf(row, textOf) ?? this.#fallback;
    if (text !== null) texts.set(row, text);
  }

  #textOf(row: number, textOf: CellText): string | null {
    if (this.#source !== null) return textAt(this.#source, row);
    return this.#column < 0 ? null : textOf(row, this.#column);
  }

  /** Reads the plain numbers; the rows of all others that are not empty. */
  #readPlain(): Uint32Array {
    this.begin();
    const { rows, base, memory, scratch } = this.#table;
    const cells = this.#table.cellsAt(this.#column);
    const { at, values } = scratch.fresh;
    const count =
      this.#kind === 'integer'
        ? memory.kernels.readWholes(base, cells, rows, this.at, at)
        : memory.kernels.readDecimals(base, cells, rows, this.at, at);
    return values.slice(0, count);
  }

  /** Puts another value in the place of whatever the row stated. */
  replace(row: number, value: number | bigint | null): void {
    this.set(row, value);
    this.currencies.delete(row);
  }

  /** The number a text states; null when it states none, which is noted unless it says so. */
  read(text: string, line: number, input: Input = this.#input): number | bigint | null {
    const value = this.#kind === 'integer' ? readInteger(text, this.#style) : readDecimal(text, this.#style);
    if (value !== undefined) return value;
    if (!isAbsent(text)) this.#unreadable(input, text, line);
    return null;
  }

  /** Whether the log states something in a row, readable or not. */
  isStated(row: number): boolean {
    return !this.isNull(row) || this.currencies.has(row);
  }
}
