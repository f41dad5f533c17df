import type { Column } from '../../columns/column.ts';
import type { TimeReader } from '../normalise/time-text.ts';
import type { CellTable } from './cell-table.ts';
import { cellText } from './cell-text.ts';
import type { Candidate } from './csv-candidates.ts';
import type { CsvPlan } from './csv-parser.ts';
import { HourTimes } from './hour-times.ts';
import { NumberField } from './number-field.ts';
import { type RowTexts, textAt } from './row-texts.ts';
import { TimeCells } from './time-cells.ts';

/** So few rows are sooner read one by one. */
const WORTHWHILE_ROWS = 16;

type ReadTime = (text: string) => number | null;

/** What may be the time of rows that have no better one. */
interface OtherTime {
  /** Column of its cells; -1 when they are texts of another kind. */
  readonly column: number;
  readonly texts: RowTexts | null;
  readonly read: ReadTime;
}

/** The instants of a CSV file. */
export class CsvTime {
  readonly #plan: CsvPlan;
  readonly #candidates: readonly Candidate[];
  /** Column of the best candidate; -1 when it is none. */
  readonly #column: number;
  /** What the row has where its best candidate is empty. */
  readonly #others: readonly OtherTime[];
  /** What reads those of the best candidate that are in another form. */
  readonly #hourReader: TimeReader | null;
  #hours: HourTimes | null = null;
  readonly #field: NumberField;
  /** What reads the cells of the best candidate from their bytes; null where none of them can be read so. */
  readonly #cells: TimeCells | null;
  readonly #read: ReadTime;

  /** @param candidates best first */
  constructor(plan: CsvPlan, table: CellTable, candidates: readonly Candidate[]) {
    this.#plan = plan;
    this.#field = new NumberField(table);
    this.#candidates = candidates;
    const [best] = candidates;
    this.#column = best?.column ?? -1;
    const { times } = plan.reading;
    const readerOf = (rank: number) => times[rank] ?? times.at(-1);
    const reader = readerOf(best?.rank ?? 0);
    this.#read = (text) => reader?.read(text) ?? null;
    this.#others = candidates.slice(this.#column < 0 ? 0 : 1).map((other) => ({
      column: other.column,
      texts: other.column < 0 ? other.texts() : null,
      read: (text) => readerOf(other.rank)?.read(text) ?? null,
    }));
    const cells = this.#column < 0 || reader === undefined ? null : new TimeCells(table.memory, reader);
    this.#cells = cells?.canRead === true ? cells : null;
    this.#hourReader = this.#column < 0 ? null : (reader ?? null);
  }

  parse(bytes: Buffer, table: CellTable): Column | null {
    const fallback = this.#plan.reading.profile.defaults.time ?? null;
    const { rows } = table;
    let doubtful: Uint32Array = new Uint32Array();
    if (this.#cells !== null && fallback === null) {
      this.#field.begin();
      doubtful = this.#cells.read(table, this.#column, this.#field.at);
    } else {
      this.#field.clear();
      const isStated = this.#candidates.length > 0 || fallback !== null;
      if (isStated) doubtful = Uint32Array.from({ length: rows }, (_, row) => row);
    }
    if (fallback === null && this.#hourReader !== null)
      doubtful = this.#readByHour(table, this.#hourReader, doubtful);
    for (const { texts } of this.#others) texts?.take();
    if (this.#others.length > 0) doubtful = this.#unreadRows(rows);
    for (const row of doubtful) this.#readBest(bytes, table, row, fallback);
    const { values } = this.#field;
    const { notes } = this.#plan;
    for (let row = 0; row < rows; row += 1) {
      const time = values[row] ?? Number.NaN;
      if (Number.isNaN(time)) continue;
      this.#plan.direction.add(time);
      if (notes.isUnlikely(time)) notes.unlikelyTime(time, table.lineOf(row));
    }
    return this.#field.finish();
  }

  /** Returns the rows that have to be read one by one. */
  #readByHour(table: CellTable, reader: TimeReader, rows: Uint32Array): Uint32Array {
    if (rows.length < WORTHWHILE_ROWS || this.#hours?.repeat === false) return rows;
    this.#hours ??= new HourTimes(table.memory, reader, this.#plan.encoding, table.maxRows);
    return this.#hours.read(table, this.#column, rows, this.#field);
  }

  /** Rows without a time so far: what is empty may have another. */
  #unreadRows(rows: number): Uint32Array {
    const { values } = this.#field;
    const unread: number[] = [];
    for (let row = 0; row < rows; row += 1) if (Number.isNaN(values[row])) unread.push(row);
    return Uint32Array.from(unread);
  }

  #readBest(bytes: Buffer, table: CellTable, row: number, fallback: string | null): void {
    const own = this.#textOf(bytes, table, row, this.#column);
    if (own !== null) {
      this.#readText(row, own, this.#read, table);
      return;
    }
    for (const { column, texts, read } of this.#others) {
      const text = texts === null ? this.#textOf(bytes, table, row, column) : textAt(texts, row);
      if (text === null) continue;
      this.#readText(row, text, read, table);
      return;
    }
    if (fallback !== null) this.#readText(row, fallback, this.#read, table);
  }

  #readText(row: number, text: string, read: ReadTime, table: CellTable): void {
    const time = read(text);
    if (time === null) this.#plan.reading.unreadable('time', text, table.lineOf(row));
    this.#field.set(row, time);
  }

  #textOf(bytes: Buffer, table: CellTable, row: number, column: number): string | null {
    const { encoding, shape } = this.#plan;
    return column < 0 || table.startOf(row, column) === table.endOf(row, column)
      ? null
      : cellText(bytes, table, row, column, encoding, shape.dialect.quote);
  }
}
