import { IN_LOG, ON_HEADINGS, type PressedKey, SELECTING, shortcutOf } from '../app/shortcuts.ts';
import { HEADINGS } from '../state/selection-store.ts';

type LogKey = (typeof IN_LOG)[number]['id'];
type SelectingKey = (typeof SELECTING)[number]['id'];
type HeadingKey = (typeof ON_HEADINGS)[number]['id'];

/** Keys that go to another cell, with or without selecting what is between. */
type Step = readonly [row: number, column: number];

/** What a key does in the grid. */
export type GridMove =
  | { readonly kind: 'cell'; readonly row: number; readonly column: number; readonly extend: boolean }
  | { readonly kind: 'event'; readonly act: Exclude<LogKey, keyof typeof STEPS> }
  | { readonly kind: 'selection'; readonly act: Exclude<SelectingKey, keyof typeof EXTENSIONS> }
  | { readonly kind: 'heading'; readonly act: Exclude<HeadingKey, keyof typeof HEADING_STEPS> };

/** Where the keyboard is and how far it can go. */
export interface GridBounds {
  readonly row: number | null;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  /** Rows of one page. */
  readonly page: number;
}

const FAR = Number.MAX_SAFE_INTEGER;

/** Before the grid was entered, any key goes to its first row. */
const STEPS = {
  next: ({ row, column }) => [(row ?? -1) + 1, column],
  previous: ({ row, column }) => [row === null ? 0 : row - 1, column],
  left: ({ row, column }) => [row ?? 0, column - 1],
  right: ({ row, column }) => [row ?? 0, column + 1],
  pageDown: ({ row, column, page }) => [(row ?? -1) + page, column],
  pageUp: ({ row, column, page }) => [(row ?? 0) - page, column],
  firstRow: ({ column }) => [0, column],
  lastRow: ({ column }) => [FAR, column],
  firstColumn: ({ row }) => [row ?? 0, 0],
  lastColumn: ({ row }) => [row ?? 0, FAR],
  firstCell: () => [0, 0],
  lastCell: () => [FAR, FAR],
} as const satisfies Partial<Record<LogKey, (bounds: GridBounds) => Step>>;

const EXTENSIONS = {
  extendDown: STEPS.next,
  extendUp: STEPS.previous,
  extendLeft: STEPS.left,
  extendRight: STEPS.right,
  extendPageDown: STEPS.pageDown,
  extendPageUp: STEPS.pageUp,
  extendFirst: STEPS.firstCell,
  extendLast: STEPS.lastCell,
} as const satisfies Partial<Record<SelectingKey, (bounds: GridBounds) => Step>>;

const HEADING_STEPS = {
  left: ({ column }) => [HEADINGS, column - 1],
  right: ({ column }) => [HEADINGS, column + 1],
  firstColumn: () => [HEADINGS, 0],
  lastColumn: () => [HEADINGS, FAR],
  next: ({ column }) => [0, column],
} as const satisfies Partial<Record<HeadingKey, (bounds: GridBounds) => Step>>;

/** What a pressed key does; null when it is none of the grid's. */
export function gridMove(event: PressedKey, bounds: GridBounds): GridMove | null {
  return bounds.row === HEADINGS ? headingMove(event, bounds) : logMove(event, bounds);
}

function headingMove(event: PressedKey, bounds: GridBounds): GridMove | null {
  const key = shortcutOf(event, ON_HEADINGS);
  if (key === null) return null;
  if (!hasKey(HEADING_STEPS, key)) return { kind: 'heading', act: key };
  const [row, column] = HEADING_STEPS[key](bounds);
  if (row >= bounds.rows) return null;
  return { kind: 'cell', row, column: clamp(column, bounds.columns), extend: false };
}

function logMove(event: PressedKey, bounds: GridBounds): GridMove | null {
  const key = shortcutOf(event, IN_LOG);
  if (key !== null) {
    if (!hasKey(STEPS, key)) return { kind: 'event', act: key };
    // The arrow goes on to the headings; `k` means events.
    if (event.key === 'ArrowUp' && bounds.row === 0) {
      return { kind: 'cell', row: HEADINGS, column: bounds.column, extend: false };
    }
    return cellMove(STEPS[key](bounds), bounds, false);
  }
  const selecting = shortcutOf(event, SELECTING);
  if (selecting === null) return null;
  if (!hasKey(EXTENSIONS, selecting)) return { kind: 'selection', act: selecting };
  return cellMove(EXTENSIONS[selecting](bounds), bounds, true);
}

function cellMove([row, column]: Step, { rows, columns }: GridBounds, extend: boolean): GridMove | null {
  if (rows === 0) return null;
  return { kind: 'cell', row: clamp(row, rows), column: clamp(column, columns), extend };
}

function hasKey<T extends object>(table: T, key: PropertyKey): key is keyof T {
  return Object.hasOwn(table, key);
}

function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(count - 1, value));
}
