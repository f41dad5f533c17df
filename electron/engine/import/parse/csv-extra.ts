import { isUtf8 } from 'node:buffer';
import type { Column } from '../../columns/column.ts';
import { KernelWords } from '../../kernels/kernel-rows.ts';
import type { CellTable } from './cell-table.ts';
import { CellTexts } from './cell-texts.ts';
import type { CsvPlan } from './csv-parser.ts';
import { distinctTexts } from './distinct-texts.ts';
import { MAX_REMEMBERED, MAX_REMEMBERED_BYTES } from './remembered.ts';
import { TextField } from './text-field.ts';

/** Fewer rows prove nothing about whether a column repeats itself. */
const TELLING_ROWS = 1_000;
/** … unless their texts are long: looking those up is the more for nothing. */
const TELLING_BYTES = 512 * 1024;

/** One column of the file that no field takes. */
class ExtraColumn {
  readonly name: string;
  readonly #column: number;
  readonly #cells: CellTexts;
  readonly #field: TextField;
  /** Code of each cell. */
  readonly #codes: number[] = [];
  readonly #asIs: boolean;
  #mostlyDistinct = false;

  constructor(name: string, column: number, plan: CsvPlan, table: CellTable) {
    this.name = name;
    this.#column = column;
    this.#cells = new CellTexts(table.memory, plan.encoding, plan.shape.dialect);
    this.#field = new TextField();
    this.#asIs = plan.encoding.name === 'utf-8';
  }

  parse(bytes: Buffer, table: CellTable, ids: KernelWords): Column | null {
    if (this.#mostlyDistinct) {
      const column = distinctTexts(bytes, table, this.#column);
      if (column !== null && isUtf8(column.bytes)) {
        this.#forget();
        return column.bytes.length === 0 ? null : column;
      }
    }
    if (this.#codes.length > MAX_REMEMBERED || this.#bytes > MAX_REMEMBERED_BYTES) this.#forget();
    const before = this.#codes.length;
    const bytesBefore = this.#bytes;
    const met = this.#cells.take(bytes, table, this.#column, ids);
    for (let id = before; id < this.#cells.texts.length; id += 1) {
      const text = this.#cells.texts[id] ?? '';
      this.#codes.push(text === '' ? 0 : this.#field.codeOf(text));
    }
    const { rows } = table;
    this.#field.fillFrom(ids, met, this.#codes);
    const fresh = this.#codes.length - before;
    const tells = rows >= TELLING_ROWS || this.#bytes - bytesBefore >= TELLING_BYTES;
    this.#mostlyDistinct = this.#asIs && tells && fresh * 2 > rows;
    return this.#field.finish(table);
  }

  get #bytes(): number {
    return this.#cells.bytes + this.#field.bytes;
  }

  #forget(): void {
    if (this.#codes.length === 0) return;
    this.#cells.forget();
    this.#field.forget();
    this.#codes.length = 0;
  }
}

/** The columns of a CSV file that no field takes. */
export class CsvExtra {
  readonly #columns: readonly ExtraColumn[];
  readonly #ids: KernelWords;

  constructor(plan: CsvPlan, table: CellTable) {
    this.#ids = new KernelWords(table.memory, plan.blockRows);
    const taken = new Set(plan.bindings.map(({ column }) => column.name));
    this.#columns = plan.shape.columns
      .map((name, column) => ({ name, column }))
      .filter(({ name }) => !taken.has(name))
      .map(({ name, column }) => new ExtraColumn(name, column, plan, table));
  }

  /** The columns of a block that have a value, by name. */
  parse(bytes: Buffer, table: CellTable): (readonly [name: string, column: Column])[] {
    const parsed: (readonly [string, Column])[] = [];
    for (const extra of this.#columns) {
      const column = extra.parse(bytes, table, this.#ids);
      if (column !== null) parsed.push([extra.name, column]);
    }
    return parsed;
  }
}
