import { IN_LOG, type PressedKey, shortcutOf } from '../../../app/shortcuts.ts';

/** Place of a cell; row or column −1 is the heading of the line. */
export interface HeatPlace {
  readonly row: number;
  readonly column: number;
}

/** What a key does in a heat map. */
export type HeatMove =
  | { readonly kind: 'go'; readonly to: HeatPlace }
  | { readonly kind: 'use'; readonly at: HeatPlace; readonly leaveOut: boolean };

/** The move of a pressed key; null when it is none. Headings are the row and the column −1. */
export function heatMove(
  event: PressedKey,
  active: HeatPlace | null,
  size: { readonly rows: number; readonly columns: number },
): HeatMove | null {
  const at = active ?? { row: 0, column: 0 };
  // The corner is no place: along the headings of the columns one does not come to those of the rows.
  const go = (row: number, column: number): HeatMove => ({
    kind: 'go',
    to: {
      row: Math.max(at.column < 0 ? 0 : -1, Math.min(size.rows - 1, row)),
      column: Math.max(at.row < 0 ? 0 : -1, Math.min(size.columns - 1, column)),
    },
  });
  if (event.altKey && event.key === 'Enter') return { kind: 'use', at, leaveOut: true };
  switch (shortcutOf(event, IN_LOG)) {
    case 'next':
      return go(at.row + 1, at.column);
    case 'previous':
      return go(at.row - 1, at.column);
    case 'right':
      return go(at.row, at.column + 1);
    case 'left':
      return go(at.row, at.column - 1);
    case 'firstColumn':
      return go(at.row, 0);
    case 'lastColumn':
      return go(at.row, size.columns - 1);
    case 'firstCell':
    case 'firstRow':
      return go(0, Math.max(0, at.column));
    case 'lastCell':
    case 'lastRow':
      return go(size.rows - 1, at.column);
    case 'open':
    case 'keep':
      return { kind: 'use', at, leaveOut: false };
    case 'leaveOut':
      return { kind: 'use', at, leaveOut: true };
    default:
      return null;
  }
}
