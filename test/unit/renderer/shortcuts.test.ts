import { describe, expect, it } from 'vitest';
import {
  ANYWHERE,
  IN_HISTOGRAM,
  IN_LOG,
  keysOf,
  keysText,
  ON_HEADINGS,
  type PressedKey,
  SELECTING,
  type Shortcut,
  shortcutOf,
} from '../../../renderer/app/shortcuts.ts';
import { type GridMove, gridMove } from '../../../renderer/grid/grid-keys.ts';
import { stripMove } from '../../../renderer/histogram/strip-keys.ts';
import { HEADINGS } from '../../../renderer/state/selection-store.ts';

/** What the browser says when a key of the table is pressed. */
function press(key: string): PressedKey {
  const parts = key === '+' ? ['+'] : key.split('+');
  const name = parts.at(-1) === 'Space' ? ' ' : (parts.at(-1) ?? '');
  const shifted = parts.includes('Shift') || /^[A-Z?+]$/.test(name);
  return {
    key: shifted && name.length === 1 ? name.toUpperCase() : name,
    ctrlKey: parts.includes('Mod'),
    metaKey: false,
    altKey: parts.includes('Alt'),
    shiftKey: shifted,
  };
}

const presses = (table: readonly Shortcut[]) =>
  table.flatMap(({ id, press: keys }) => keys.map((key) => [key, id]));
const bounds = { row: 10, column: 2, rows: 100, columns: 6, page: 20 };
const done = (move: GridMove | null): boolean => move !== null;

describe('the table of shortcuts', () => {
  it.each(presses(ANYWHERE))('%s means %s anywhere', (key, id) => {
    expect(shortcutOf(press(key ?? ''), ANYWHERE)).toBe(id);
  });

  it.each(presses([...IN_LOG, ...SELECTING]))('%s (%s) does something in the log', (key, id) => {
    expect(shortcutOf(press(key ?? ''), [...IN_LOG, ...SELECTING] as readonly Shortcut[])).toBe(id);
    expect(done(gridMove(press(key ?? ''), bounds))).toBe(true);
  });

  it.each(presses(ON_HEADINGS))('%s (%s) does something on a heading', (key, id) => {
    expect(shortcutOf(press(key ?? ''), ON_HEADINGS as readonly Shortcut[])).toBe(id);
    expect(done(gridMove(press(key ?? ''), { ...bounds, row: HEADINGS }))).toBe(true);
  });

  it.each(presses(IN_HISTOGRAM))('%s (%s) does something in the histogram', (key) => {
    expect(stripMove(press(key ?? ''), { at: 3, anchor: null }, 9)).not.toBeNull();
  });

  it('gives no key of one place two meanings', () => {
    for (const table of [
      ANYWHERE,
      [...IN_LOG, ...SELECTING],
      ON_HEADINGS,
    ] as readonly (readonly Shortcut[])[]) {
      const keys = table.flatMap((shortcut) => shortcut.press);
      expect(keys.length).toBe(new Set(keys).size);
    }
  });

  it('takes Cmd for Ctrl, and other keys for none', () => {
    const copy = { ...press('Mod+c'), ctrlKey: false, metaKey: true };
    expect(shortcutOf(copy, SELECTING)).toBe('copy');
    expect(shortcutOf(press('Alt+c'), SELECTING)).toBeNull();
    expect(shortcutOf(press('x'), IN_LOG as readonly Shortcut[])).toBeNull();
  });

  it('is written as people read it', () => {
    expect(keysOf(SELECTING, 'copyWithHeadings')).toBe('Ctrl Shift C');
    expect(keysText(['ArrowDown', 'j'])).toBe('↓ or j');
    expect(keysOf(IN_LOG, 'expand')).toBe('+ or =');
  });
});
