/** A cell by its place: rows in the order of the result, columns as they are shown. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** A rectangle of cells, both ends included. Whole rows hold every column, also ones that are shown later. */
export interface CellRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  /** Infinity for whole rows. */
  readonly right: number;
}

/** The rectangle between two cells. */
export function rangeBetween(a: CellPlace, b: CellPlace): CellRange {
  return {
    top: Math.min(a.row, b.row),
    bottom: Math.max(a.row, b.row),
    left: Math.min(a.column, b.column),
    right: Math.max(a.column, b.column),
  };
}

/** The whole rows of a range. */
export function wholeRows({ top, bottom }: Pick<CellRange, 'top' | 'bottom'>): CellRange {
  return { top, bottom, left: 0, right: Number.POSITIVE_INFINITY };
}

/** Whether a range is made of whole rows. */
export function isWholeRows({ right }: CellRange): boolean {
  return right === Number.POSITIVE_INFINITY;
}

/** How many rows a range has. */
export function rowsOf({ top, bottom }: CellRange): number {
  return bottom - top + 1;
}

/** How many columns a range has, of those that are shown. */
export function columnsOf({ left, right }: CellRange, shown: number): number {
  return Math.max(0, Math.min(right, shown - 1) - left + 1);
}

/** The columns of a range that a row has, or null where the range does not touch it. */
export function columnsIn(range: CellRange | null, row: number): Pick<CellRange, 'left' | 'right'> | null {
  return range !== null && row >= range.top && row <= range.bottom ? range : null;
}
