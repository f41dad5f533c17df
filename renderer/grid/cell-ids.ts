/* Ids of elements, for `aria-activedescendant`. */

/** Id of a cell's element. */
export function cellId(row: number, column: number): string {
  return `cell-${row}-${column}`;
}

/** Id of a heading's element. */
export function headingId(column: number): string {
  return `heading-${column}`;
}
