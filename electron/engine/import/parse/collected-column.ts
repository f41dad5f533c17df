import type { TextColumn } from '../../columns/column.ts';
import { MAX_NESTING } from '../records/json-scanner.ts';
import type { ColumnCells } from './column-cells.ts';
import type { CsvColumns } from './csv-columns.ts';
import { type JoinedPart, joinedColumn, suitsBytes } from './joined-column.ts';

/** Joining texts and looking for equal ones costs much more than making bytes of those that were met before. */
const NEW_SHARE = 1 / 3;
const encoder = new TextEncoder();

/** The columns that a profile keeps together as details, put together from bytes where they mostly differ. */
export class CollectedColumn {
  readonly #columns: CsvColumns;
  readonly #parts: readonly JoinedPart[];

  /** @param keys the columns, each with its name as JSON and a colon */
  constructor(columns: CsvColumns, keys: ReadonlyMap<ColumnCells, string>) {
    this.#columns = columns;
    this.#parts = [...keys].map(([cells, key]) => ({
      cells,
      key: encoder.encode(key),
      textOf: (id) => {
        const held = cells.jsonOf(id);
        // What is nested too deep becomes a text as a whole.
        return held !== null && held.nesting >= MAX_NESTING ? null : (held?.text ?? '');
      },
      takesAll: false,
    }));
  }

  /** The column of the block; null where no row has anything, undefined where it has to be put together as texts. */
  parse(): TextColumn | null | undefined {
    const { table } = this.#columns.block;
    for (const { cells } of this.#parts) cells.take();
    if (!this.#parts.some(({ cells }) => suitsBytes(table, cells, NEW_SHARE))) return undefined;
    return joinedColumn(table, this.#parts, true);
  }
}
