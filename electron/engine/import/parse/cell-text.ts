import type { TextEncoding } from '../decode/text-encoding.ts';
import type { CellTable } from './csv-lexer.ts';

/** The text of one cell without blanks around it; null when nothing is left. */
export function cellText(
  bytes: Buffer,
  table: CellTable,
  row: number,
  column: number,
  encoding: TextEncoding,
  quote: string,
): string | null {
  const cell = row * table.width + column;
  const decoded = encoding.decodeRange(bytes, table.starts[cell] ?? 0, table.ends[cell] ?? 0);
  const text = (table.escaped[cell] === 0 ? decoded : decoded.replaceAll(quote + quote, quote)).trim();
  return text === '' ? null : text;
}
