import type { Column } from '../../columns/column.ts';
import { TextBuilder } from '../../columns/column-builder.ts';

/** Most columns of one source that are stored under their own name. What comes later goes to the details. */
export const MAX_EXTRA_COLUMNS = 2_000;

/** Collects what no field takes, record by record, as columns. */
export class ExtraColumns {
  /** Whether the limit was reached. */
  overflowed = false;
  readonly #limit: number;
  /** Every name of the file that has a column of its own. */
  readonly #names = new Set<string>();
  #builders = new Map<string, TextBuilder>();
  /** Those whose texts mostly differed in the block before. */
  #differing: ReadonlySet<string> = new Set();
  #row = 0;
  #rest: [name: string, value: string][] = [];

  constructor(limit: number = MAX_EXTRA_COLUMNS) {
    this.#limit = limit;
  }

  /** Starts a record, whose event will be this row of the block. */
  begin(row: number): void {
    this.#row = row;
    if (this.#rest.length > 0) this.#rest = [];
  }

  /** Adds a value; a second one of the same name in a record is kept with the details. */
  add(name: string, value: string): void {
    const builder = this.#builder(name);
    if (builder === null || builder.count > this.#row) {
      this.#rest.push([name, value]);
      return;
    }
    builder.padTo(this.#row);
    builder.add(value);
  }

  /** Values of the record that found no column of their own. */
  get rest(): readonly (readonly [name: string, value: string])[] {
    return this.#rest;
  }

  /** Ends a block: its columns, in the order in which their names were met. */
  finish(rows: number): (readonly [name: string, column: Column])[] {
    const columns: (readonly [string, Column])[] = [];
    const differing = new Set<string>();
    for (const [name, builder] of this.#builders) {
      builder.padTo(rows);
      const column = builder.finish();
      if (column !== null) columns.push([name, column]);
      if (column?.kind === 'text') differing.add(name);
    }
    this.#builders = new Map();
    this.#differing = differing;
    return columns;
  }

  #builder(name: string): TextBuilder | null {
    const known = this.#builders.get(name);
    if (known !== undefined) return known;
    if (!this.#names.has(name) && this.#names.size >= this.#limit) {
      this.overflowed = true;
      return null;
    }
    this.#names.add(name);
    const builder = new TextBuilder(this.#differing.has(name));
    this.#builders.set(name, builder);
    return builder;
  }
}

/** Adds values that found no column to a detail: under `columns`, the detail itself under `detail`. */
export function withRest(detail: string | null, rest: ExtraColumns['rest']): string | null {
  if (rest.length === 0) return detail;
  const columns = rest.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',');
  return `{${detail === null ? '' : `"detail":${detail},`}"columns":{${columns}}}`;
}
