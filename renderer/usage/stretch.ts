/** Rows of a long list that are read at once, further down than the first. */
export const STRETCH_ROWS = 200;

/** Where the stretch begins that a row out of sight so far is read with. */
export function stretchAt(row: number): number {
  return Math.max(0, Math.floor((row - STRETCH_ROWS / 4) / (STRETCH_ROWS / 2)) * (STRETCH_ROWS / 2));
}
