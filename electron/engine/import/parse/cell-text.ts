import type { TextEncoding } from '../decode/text-encoding.ts';
import type { CellTable } from './cell-table.ts';

/** The text of one cell, with the blanks around it. */
export function wholeCellText(
  bytes: Buffer,
  table: CellTable,
  row: number,
  column: number,
  encoding: TextEncoding,
  quote: string,
): string {
  const start = table.startOf(row, column);
  const end = table.endOf(row, column);
  if (!table.isEscaped(row, column)) return encoding.decodeRange(bytes, start, end);
  if (end - start > single.length) single = Buffer.allocUnsafeSlow((end - start) * 2);
  return encoding.decodeRange(single, 0, withoutDoubles(bytes, start, end, quote.charCodeAt(0), single));
}

/** Room for a cell. */
let single = Buffer.allocUnsafeSlow(16 * 1024);

/** Copies a cell in which every quote is doubled, with one of each; it may be copied onto itself. Returns its length. */
export function withoutDoubles(bytes: Buffer, start: number, end: number, quote: number, to: Buffer): number {
  let length = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    to[length] = byte;
    length += 1;
    if (byte === quote) at += 1;
  }
  return length;
}

/** The text of one cell without blanks around it; null when nothing is left. */
export function cellText(
  bytes: Buffer,
  table: CellTable,
  row: number,
  column: number,
  encoding: TextEncoding,
  quote: string,
): string | null {
  const text = wholeCellText(bytes, table, row, column, encoding, quote).trim();
  return text === '' ? null : text;
}
