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
  const text = encoding.decodeRange(bytes, table.startOf(row, column), table.endOf(row, column));
  return table.isEscaped(row, column) ? text.replaceAll(quote + quote, quote) : text;
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
