import type { TextColumn } from '../../columns/column.ts';
import { roomForTexts } from '../../columns/laid-out-texts.ts';
import type { CellTable } from './cell-table.ts';

/**
 * A column of cells that mostly differ, as it stands in the file: bytes are copied, no text is made.
 * @returns null when a cell has to be looked at as text, because of doubled quotes
 */
export function distinctTexts(bytes: Uint8Array, table: CellTable, column: number): TextColumn | null {
  const { rows } = table;
  const cells = table.startsAndEnds(column);
  let length = 0;
  let empty = 0;
  for (let row = 0; row < rows; row += 1) {
    if (table.isEscaped(row, column)) return null;
    const size = (cells[row * 2 + 1] ?? 0) - (cells[row * 2] ?? 0);
    if (size === 0) empty += 1;
    length += size;
  }
  const texts = roomForTexts(rows, empty > 0, length);
  const { ends, nulls, bytes: into } = texts;
  let to = 0;
  for (let row = 0; row < rows; row += 1) {
    const end = cells[row * 2 + 1] ?? 0;
    let at = cells[row * 2] ?? 0;
    if (at === end && nulls !== null) nulls[row] = 1;
    for (; at < end; at += 1, to += 1) into[to] = bytes[at] ?? 0;
    ends[row] = to;
  }
  return texts;
}
