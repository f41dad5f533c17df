import type { Column } from '../../columns/column.ts';
import type { CellTable } from './cell-table.ts';
import { cellText } from './cell-text.ts';
import type { CsvPlan } from './csv-parser.ts';
import { NumberField } from './number-field.ts';
import { TimeCells } from './time-cells.ts';

/** The instants of a CSV file. */
export class CsvTime {
  readonly #plan: CsvPlan;
  readonly #column: number;
  readonly #field: NumberField;
  readonly #cells: TimeCells;
  /** Whether times of ISO 8601 in UTC are times here, whatever a column holds besides. */
  readonly #takesIso: boolean;
  readonly #read: (text: string) => number | null;

  constructor(plan: CsvPlan, table: CellTable) {
    this.#plan = plan;
    this.#field = new NumberField(table);
    const binding = plan.bindings.find(({ input }) => input === 'time');
    this.#column = binding === undefined ? -1 : plan.shape.columns.indexOf(binding.column.name);
    const { times } = plan.reading;
    const reader = times[binding?.rank ?? 0] ?? times.at(-1);
    const format = reader?.form.format ?? null;
    this.#takesIso = format === null || format === 'iso';
    this.#read = (text) => reader?.read(text) ?? null;
    this.#cells = new TimeCells(table.memory, (date) => this.#read(`${date}T00:00:00Z`));
  }

  parse(bytes: Buffer, table: CellTable): Column | null {
    const fallback = this.#plan.reading.profile.defaults.time ?? null;
    const { rows } = table;
    let doubtful: Uint32Array = new Uint32Array();
    if (this.#column >= 0 && fallback === null && this.#takesIso) {
      this.#field.begin();
      doubtful = this.#cells.read(table, this.#column, this.#field.at);
    } else {
      this.#field.clear();
      const isStated = this.#column >= 0 || fallback !== null;
      if (isStated) doubtful = Uint32Array.from({ length: rows }, (_, row) => row);
    }
    for (const row of doubtful) this.#readText(row, this.#textOf(bytes, table, row) ?? fallback, table);
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

  #readText(row: number, text: string | null, table: CellTable): void {
    if (text === null) return;
    const time = this.#read(text);
    if (time === null) this.#plan.reading.unreadable('time', text, table.lineOf(row));
    this.#field.set(row, time);
  }

  #textOf(bytes: Buffer, table: CellTable, row: number): string | null {
    return this.#column < 0
      ? null
      : cellText(bytes, table, row, this.#column, this.#plan.encoding, this.#plan.shape.dialect.quote);
  }
}
