import type { CellTable } from './csv-lexer.ts';

const ZERO = 48;
const POINT = 46;
const SCALE = [1e9, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1] as const;

/**
 * Reads the plain whole numbers of a column straight from the bytes.
 * @param values gets the number of each row; NaN where the cell is empty or the bytes are not just digits
 * @param doubtful gets the rows whose cells are neither, for the full reading
 */
export function readWholeCells(
  bytes: Uint8Array,
  { width, rows, starts, ends }: CellTable,
  column: number,
  values: Float64Array,
  doubtful: number[],
): void {
  for (let row = 0, cell = column; row < rows; row += 1, cell += width) {
    const start = starts[cell] ?? 0;
    const end = ends[cell] ?? 0;
    let value = 0;
    let at = start;
    for (; at < end; at += 1) {
      const digit = (bytes[at] ?? 0) - ZERO;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    const plain = at === end && end > start && end - start <= 15;
    values[row] = plain ? value : Number.NaN;
    if (!plain && end > start) doubtful.push(row);
  }
}

/** Reads plain decimals, in units of 10⁻⁹; see {@link readWholeCells}. */
export function readDecimalCells(
  bytes: Uint8Array,
  { width, rows, starts, ends }: CellTable,
  column: number,
  values: Float64Array,
  doubtful: number[],
): void {
  for (let row = 0, cell = column; row < rows; row += 1, cell += width) {
    const start = starts[cell] ?? 0;
    const end = ends[cell] ?? 0;
    let digits = 0;
    let point = -1;
    let at = start;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte >= ZERO && byte <= ZERO + 9) digits = digits * 10 + (byte - ZERO);
      else if (byte === POINT && point < 0 && at > start && at + 1 < end) point = at;
      else break;
    }
    const length = end - start;
    const fraction = point < 0 ? 0 : end - point - 1;
    const value = fraction > 9 ? Number.NaN : digits * (SCALE[fraction] ?? 0);
    // Fifteen digits are exact; their product is when it is a safe integer.
    const plain = at === end && length > 0 && length <= 15 && Number.isSafeInteger(value);
    values[row] = plain ? value : Number.NaN;
    if (!plain && length > 0) doubtful.push(row);
  }
}
