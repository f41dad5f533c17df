import type { Input } from '../../../../shared/domain/inputs.ts';
import type { Reading } from '../normalise/event-builder.ts';
import { currencyIn, isAbsent, type NumberStyle, readDecimal, readInteger } from '../normalise/numbers.ts';
import type { CellTable } from './csv-lexer.ts';
import { readDecimalCells, readWholeCells } from './number-cells.ts';
import { NumberField } from './number-field.ts';

/** Text of a cell without blanks around it; null when it is empty. */
export type CellText = (row: number, column: number) => string | null;

/** A column of numbers: plain ones are read from the bytes, the others as text. */
export class CsvNumbers extends NumberField {
  /** Currency sign of each row whose cell is no plain number; null where it has none. */
  readonly currencies = new Map<number, string | null>();
  readonly #input: Input;
  readonly #kind: 'integer' | 'decimal';
  readonly #column: number;
  readonly #fallback: string | null;
  readonly #style: NumberStyle;
  readonly #unreadable: Reading['unreadable'];

  /** @param column of the file; -1 when there is none */
  constructor(
    input: Input,
    kind: 'integer' | 'decimal',
    column: number,
    fallback: string | null,
    style: NumberStyle,
    unreadable: Reading['unreadable'],
    rows: number,
  ) {
    super(rows);
    this.#input = input;
    this.#kind = kind;
    this.#column = column;
    this.#fallback = fallback;
    this.#style = style;
    this.#unreadable = unreadable;
  }

  /** Takes in the cells of a block. */
  take(bytes: Buffer, table: CellTable, textOf: CellText): void {
    this.currencies.clear();
    if (this.#column < 0 && this.#fallback === null) {
      this.clear(table.rows);
      return;
    }
    this.begin();
    const doubtful: number[] = [];
    if (
      this.#column < 0 ||
      this.#fallback !== null ||
      (this.#kind === 'decimal' && this.#style !== 'point')
    ) {
      for (let row = 0; row < table.rows; row += 1) doubtful.push(row);
    } else {
      const read = this.#kind === 'integer' ? readWholeCells : readDecimalCells;
      read(bytes, table, this.#column, this.values, doubtful);
    }
    for (const row of doubtful) {
      const text = (this.#column < 0 ? null : textOf(row, this.#column)) ?? this.#fallback;
      this.set(row, text === null ? null : this.read(text, table.lines[row] ?? 0));
      if (text !== null) this.currencies.set(row, currencyIn(text));
    }
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
