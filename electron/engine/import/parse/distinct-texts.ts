import type { TextColumn } from '../../columns/column.ts';
import type { CellTable } from './csv-lexer.ts';

/**
 * A column of cells that mostly differ, as it stands in the file: bytes are copied, no text is made.
 * @param edged whether blanks around a cell belong to it; else a row with any is refused
 * @returns null when a cell has to be looked at as text: doubled quotes, or perhaps blanks around it
 */
export function distinctTexts(
  bytes: Uint8Array,
  table: CellTable,
  column: number,
  edged: boolean,
): TextColumn | null {
  const { width, rows, starts, ends, escaped, hasEscaped } = table;
  const lengths = new Uint32Array(rows);
  let length = 0;
  let empty = 0;
  for (let row = 0, cell = column; row < rows; row += 1, cell += width) {
    const start = starts[cell] ?? 0;
    const end = ends[cell] ?? 0;
    if (hasEscaped && escaped[cell] !== 0) return null;
    if (end === start) empty += 1;
    else if (!edged && (isEdge(bytes[start] ?? 0) || isEdge(bytes[end - 1] ?? 0))) return null;
    length += end - start;
    lengths[row] = length;
  }
  const texts = new Uint8Array(length);
  const nulls = empty === 0 ? null : new Uint8Array(rows);
  let to = 0;
  for (let row = 0, cell = column; row < rows; row += 1, cell += width) {
    const end = ends[cell] ?? 0;
    let at = starts[cell] ?? 0;
    if (at === end && nulls !== null) nulls[row] = 1;
    for (; at < end; at += 1, to += 1) texts[to] = bytes[at] ?? 0;
  }
  return { kind: 'text', ends: lengths, nulls, bytes: texts };
}

/** Whether a byte may belong to a blank: ASCII ones, and those beyond, which only text can tell. */
function isEdge(byte: number): boolean {
  return byte <= 32 || byte >= 0x80;
}
