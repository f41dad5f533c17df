import type { LogTable } from '../state/columns-store.ts';

/* Ids of elements, for `aria-activedescendant`. The calls of a drill-down may stand beside the log of the view. */

function prefixOf(table: LogTable): string {
  return table === 'calls' ? 'calls-' : '';
}

/** Id of a cell's element. */
export function cellId(table: LogTable, row: number, column: number): string {
  return `${prefixOf(table)}cell-${row}-${column}`;
}

/** Id of a heading's element. */
export function headingId(table: LogTable, column: number): string {
  return `${prefixOf(table)}heading-${column}`;
}
