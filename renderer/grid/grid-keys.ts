/** What a key does in the grid. */
export type GridMove =
  | { readonly kind: 'cell'; readonly row: number; readonly column: number }
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  | { readonly kind: 'menu' }
  | { readonly kind: 'copy' };

/** Where the keyboard is and how far it can go. */
export interface GridBounds {
  readonly row: number | null;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  /** Rows of one page. */
  readonly page: number;
}

/** A pressed key, as far as the grid looks at it. */
export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** What a pressed key does; null when it is none of the grid's. */
export function gridMove(event: PressedKey, bounds: GridBounds): GridMove | null {
  const command = event.ctrlKey || event.metaKey;
  if (event.altKey) return null;
  if (command && event.key.toLowerCase() === 'c') return { kind: 'copy' };
  if (event.key === 'Enter') return { kind: 'open' };
  if (event.key === 'Escape') return { kind: 'close' };
  if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) return { kind: 'menu' };
  const step = command ? commandStep(event.key, bounds) : plainStep(event.key, bounds);
  if (step === null || bounds.rows === 0) return null;
  return {
    kind: 'cell',
    row: clamp(step[0], bounds.rows),
    column: clamp(step[1], bounds.columns),
  };
}

type Step = readonly [row: number, column: number];

function plainStep(key: string, { row, column, page, columns }: GridBounds): Step | null {
  const from = row ?? -1;
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return [from + 1, column];
    case 'ArrowUp':
    case 'k':
      return [row === null ? 0 : row - 1, column];
    case 'ArrowLeft':
      return [row ?? 0, column - 1];
    case 'ArrowRight':
      return [row ?? 0, column + 1];
    case 'PageDown':
      return [from + page, column];
    case 'PageUp':
      return [(row ?? 0) - page, column];
    case 'Home':
      return [row ?? 0, 0];
    case 'End':
      return [row ?? 0, columns - 1];
    case 'g':
      return [0, column];
    case 'G':
      return [Number.MAX_SAFE_INTEGER, column];
    default:
      return null;
  }
}

function commandStep(key: string, { rows, columns }: GridBounds): Step | null {
  if (key === 'Home') return [0, 0];
  return key === 'End' ? [rows - 1, columns - 1] : null;
}

function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(count - 1, value));
}
