/** Cursor and brush of the histogram as the keyboard moves them. `anchor` null: nothing is brushed. */
export interface StripCursor {
  readonly at: number;
  readonly anchor: number | null;
}

export type StripMove =
  | { readonly kind: 'move'; readonly cursor: StripCursor }
  | { readonly kind: 'zoom' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'table' }
  | { readonly kind: 'reset' };

const LEAP = 10;

/** Arrows move, Shift brushes, Enter zooms in, Escape drops the brush, Backspace zooms out, T shows the table. */
export function stripMove(
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  cursor: StripCursor,
  count: number,
): StripMove | null {
  if (key === 'Enter' || key === ' ') return { kind: 'zoom' };
  if (key === 'Escape') return { kind: 'cancel' };
  if (key === 't' || key === 'T') return { kind: 'table' };
  if (key === 'Backspace' || key === 'Delete') return { kind: 'reset' };
  const to = target(key, cursor.at, count);
  if (to === null) return null;
  const at = Math.max(0, Math.min(count - 1, to));
  return { kind: 'move', cursor: { at, anchor: shiftKey ? (cursor.anchor ?? cursor.at) : null } };
}

function target(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return at + 1;
    case 'ArrowLeft':
      return at - 1;
    case 'PageDown':
      return at + LEAP;
    case 'PageUp':
      return at - LEAP;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
