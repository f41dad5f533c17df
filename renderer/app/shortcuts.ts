/**
 * The keys of the program: the one table from which handlers, the list of shortcuts and the command palette take
 * them. A key is written as the browser names it, with `Mod` for Ctrl or Cmd: `Mod+Shift+c`.
 */
export interface Shortcut {
  readonly id: string;
  /** Any of these does it. */
  readonly press: readonly string[];
  readonly about: string;
}

/** A pressed key, as far as the table looks at it. */
export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

export const ANYWHERE = [
  { id: 'search', press: ['/'], about: 'Search or write a query' },
  { id: 'palette', press: ['Mod+k'], about: 'Command palette' },
  { id: 'view', press: ['Alt+1', 'Alt+2', 'Alt+3', 'Alt+4', 'Alt+5'], about: 'Go to a view' },
  { id: 'back', press: ['Alt+ArrowLeft'], about: 'Back to the filter and view before' },
  { id: 'forward', press: ['Alt+ArrowRight'], about: 'Forward' },
  { id: 'undo', press: ['Mod+z'], about: 'Undo a filter change' },
  { id: 'redo', press: ['Mod+Shift+z'], about: 'Redo a filter change' },
  { id: 'goTo', press: ['Mod+g'], about: 'Go to a row or a time' },
  { id: 'cancelSearch', press: ['Escape'], about: 'Cancel a search that still runs' },
  { id: 'shortcuts', press: ['?'], about: 'This list' },
] as const satisfies readonly Shortcut[];

/** Handled in `use-filter-keys.ts`, on chips in `filters/FilterChip.tsx`, in the search box in `QueryField.tsx`. */
export const FILTERING = [
  { id: 'time', press: ['t'], about: 'Time range' },
  { id: 'fields', press: ['a'], about: 'Filter by any field' },
  { id: 'earlier', press: [','], about: 'Time range earlier, by its own length' },
  { id: 'later', press: ['.'], about: 'Time range later, by its own length' },
  { id: 'wider', press: ['<'], about: 'Time range twice as long' },
  { id: 'narrower', press: ['>'], about: 'Time range half as long' },
  { id: 'log', press: ['j', 'k'], about: 'Go to the log' },
] as const satisfies readonly Shortcut[];

export const ON_CHIPS = [
  { id: 'edit', press: ['Enter'], about: 'Edit the filter' },
  { id: 'toggle', press: ['Space'], about: 'Switch it off or on' },
  { id: 'remove', press: ['Delete', 'Backspace'], about: 'Remove it' },
  { id: 'neighbour', press: ['ArrowLeft', 'ArrowRight'], about: 'Go to its neighbours' },
] as const satisfies readonly Shortcut[];

export const IN_LOG = [
  { id: 'next', press: ['ArrowDown', 'j'], about: 'Next event' },
  { id: 'previous', press: ['ArrowUp', 'k'], about: 'Previous event; ↑ goes on to the headings' },
  { id: 'left', press: ['ArrowLeft'], about: 'Previous column' },
  { id: 'right', press: ['ArrowRight'], about: 'Next column' },
  { id: 'pageDown', press: ['PageDown'], about: 'A screen down' },
  { id: 'pageUp', press: ['PageUp'], about: 'A screen up' },
  { id: 'firstRow', press: ['g'], about: 'First event' },
  { id: 'lastRow', press: ['G'], about: 'Last event' },
  { id: 'firstColumn', press: ['Home'], about: 'First column' },
  { id: 'lastColumn', press: ['End'], about: 'Last column' },
  { id: 'firstCell', press: ['Mod+Home'], about: 'First cell of the log' },
  { id: 'lastCell', press: ['Mod+End'], about: 'Last cell of the log' },
  {
    id: 'open',
    press: ['Enter'],
    about: 'Open and close the event: beside the log or in its row, as chosen',
  },
  { id: 'openOther', press: ['Shift+Enter'], about: 'Open and close the event in the other place' },
  { id: 'expand', press: ['+', '='], about: 'Expand the row' },
  { id: 'collapse', press: ['-'], about: 'Collapse the row' },
  { id: 'close', press: ['Escape'], about: 'Give up the selection, then close the event' },
  { id: 'keep', press: ['f'], about: 'Filter for the value of the cell' },
  { id: 'leaveOut', press: ['F'], about: 'Filter out the value of the cell' },
  { id: 'around', press: ['w'], about: 'What happened around the event' },
  { id: 'menu', press: ['Shift+F10', 'ContextMenu'], about: 'Menu of the cell' },
] as const satisfies readonly Shortcut[];

export const SELECTING = [
  { id: 'extendDown', press: ['Shift+ArrowDown'], about: 'Select a row further down' },
  { id: 'extendUp', press: ['Shift+ArrowUp'], about: 'Select a row further up' },
  { id: 'extendLeft', press: ['Shift+ArrowLeft'], about: 'Select a column further left' },
  { id: 'extendRight', press: ['Shift+ArrowRight'], about: 'Select a column further right' },
  { id: 'extendPageDown', press: ['Shift+PageDown'], about: 'Select a screen further down' },
  { id: 'extendPageUp', press: ['Shift+PageUp'], about: 'Select a screen further up' },
  { id: 'extendFirst', press: ['Mod+Shift+Home'], about: 'Select up to the first cell' },
  { id: 'extendLast', press: ['Mod+Shift+End'], about: 'Select up to the last cell' },
  { id: 'selectRows', press: ['Shift+Space'], about: 'Select the whole row' },
  { id: 'selectAll', press: ['Mod+a'], about: 'Select all rows of the result' },
  { id: 'copy', press: ['Mod+c'], about: 'Copy the cell or the selection' },
  { id: 'copyWithHeadings', press: ['Mod+Shift+c'], about: 'Copy with headings' },
] as const satisfies readonly Shortcut[];

export const ON_HEADINGS = [
  { id: 'sort', press: ['Enter'], about: 'Sort by the column: down, up, newest first' },
  { id: 'menu', press: ['Alt+ArrowDown', 'Shift+F10', 'ContextMenu'], about: 'Menu of the column' },
  { id: 'narrower', press: ['Alt+ArrowLeft'], about: 'Narrower column' },
  { id: 'wider', press: ['Alt+ArrowRight'], about: 'Wider column' },
  { id: 'moveLeft', press: ['Shift+ArrowLeft'], about: 'Move the column to the left' },
  { id: 'moveRight', press: ['Shift+ArrowRight'], about: 'Move the column to the right' },
  { id: 'left', press: ['ArrowLeft'], about: 'Previous column' },
  { id: 'right', press: ['ArrowRight'], about: 'Next column' },
  { id: 'firstColumn', press: ['Home'], about: 'First column' },
  { id: 'lastColumn', press: ['End'], about: 'Last column' },
  { id: 'next', press: ['ArrowDown', 'j', 'Escape'], about: 'Back to the events' },
] as const satisfies readonly Shortcut[];

export const IN_DETAILS = [
  { id: 'next', press: ['j'], about: 'Next event' },
  { id: 'previous', press: ['k'], about: 'Previous event' },
  { id: 'find', press: ['Mod+f'], about: 'Find in what is shown of the event' },
  { id: 'close', press: ['Escape'], about: 'Close them and go back to the log' },
] as const satisfies readonly Shortcut[];

/** Handled in `histogram/strip-keys.ts`; the last in the legend and the pills. */
export const IN_HISTOGRAM = [
  { id: 'bars', press: ['ArrowLeft', 'ArrowRight'], about: 'Move over the bars' },
  { id: 'select', press: ['Shift+ArrowLeft', 'Shift+ArrowRight'], about: 'Select bars' },
  { id: 'zoom', press: ['Enter'], about: 'Zoom in' },
  { id: 'reset', press: ['Backspace'], about: 'Back to the range before the first zoom' },
  { id: 'table', press: ['t'], about: 'The bars as a table' },
  { id: 'leaveOut', press: ['Alt+Enter'], about: 'In the legend and Top actions: leave out' },
] as const satisfies readonly Shortcut[];

/** Handled in `usage/UsageTabs.tsx`, `usage/tabs` and `usage/drill-down`; rankings and matrix have the keys of the log. */
export const IN_USAGE = [
  { id: 'tab', press: ['ArrowLeft', 'ArrowRight'], about: 'On the tabs: the next one' },
  { id: 'open', press: ['Enter'], about: 'In a ranking: drill down; in the matrix: filter by both' },
  { id: 'leaveOut', press: ['Alt+Enter', 'F'], about: 'In the matrix: leave out; in a ranking: F' },
  { id: 'close', press: ['Escape'], about: 'Close the drill-down and go back to the list' },
] as const satisfies readonly Shortcut[];

/** What a pressed key does, of one table; null when it is none of its keys. */
export function shortcutOf<T extends Shortcut>(event: PressedKey, table: readonly T[]): T['id'] | null {
  return table.find(({ press }) => press.some((key) => isPressed(event, key)))?.id ?? null;
}

/** Keys as people read them: `Ctrl Shift C`. */
export function keysText(press: readonly string[]): string {
  return press.map((key) => partsOf(key).map(partText).join(' ')).join(' or ');
}

/** Keys of one shortcut as people read them. */
export function keysOf<T extends Shortcut>(table: readonly T[], id: T['id']): string {
  return keysText(table.find((shortcut) => shortcut.id === id)?.press ?? []);
}

function isPressed(event: PressedKey, key: string): boolean {
  const parts = partsOf(key);
  const name = parts.at(-1) === 'Space' ? ' ' : parts.at(-1);
  const mod = parts.includes('Mod');
  if (mod !== (event.ctrlKey || event.metaKey) || parts.includes('Alt') !== event.altKey) return false;
  // A character says itself whether Shift was held: `?`, `G`. With Ctrl its case does not.
  const saysShift = !mod && name?.length === 1 && name !== ' ';
  if (!saysShift && parts.includes('Shift') !== event.shiftKey) return false;
  return mod ? event.key.toLowerCase() === name?.toLowerCase() : event.key === name;
}

function partsOf(key: string): string[] {
  return key === '+' ? ['+'] : key.split('+');
}

const TEXTS: ReadonlyMap<string, string> = new Map([
  ['Mod', 'Ctrl'],
  ['ArrowDown', '↓'],
  ['ArrowUp', '↑'],
  ['ArrowLeft', '←'],
  ['ArrowRight', '→'],
  ['PageDown', 'Page Down'],
  ['PageUp', 'Page Up'],
  ['Escape', 'Esc'],
  ['ContextMenu', 'Menu'],
]);

function partText(part: string, at: number): string {
  const named = TEXTS.get(part);
  if (named !== undefined) return named;
  return at > 0 && part.length === 1 ? part.toUpperCase() : part;
}
