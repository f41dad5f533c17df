import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PressedKey } from '../../../renderer/app/shortcuts.ts';
import { type GridBounds, gridMove } from '../../../renderer/grid/grid-keys.ts';
import { HEADINGS } from '../../../renderer/state/selection-store.ts';

const bounds: GridBounds = { row: 10, column: 2, rows: 100, columns: 6, page: 20 };

function press(key: string, held: Partial<PressedKey> = {}): PressedKey {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

describe('keys of the grid', () => {
  it.each([
    ['ArrowDown', 11, 2],
    ['j', 11, 2],
    ['ArrowUp', 9, 2],
    ['k', 9, 2],
    ['ArrowLeft', 10, 1],
    ['ArrowRight', 10, 3],
    ['PageDown', 30, 2],
    ['PageUp', 0, 2],
    ['Home', 10, 0],
    ['End', 10, 5],
    ['g', 0, 2],
    ['G', 99, 2],
  ])('%s goes to row %i, column %i', (key, row, column) => {
    expect(gridMove(press(key), bounds)).toEqual({ kind: 'cell', row, column, extend: false });
  });

  it('goes to the corners with Ctrl', () => {
    expect(gridMove(press('Home', { ctrlKey: true }), bounds)).toMatchObject({ row: 0, column: 0 });
    expect(gridMove(press('End', { metaKey: true }), bounds)).toMatchObject({ row: 99, column: 5 });
  });

  it('opens, closes, copies, asks for the menu', () => {
    const acts = [
      press('Enter'),
      press('Enter', { shiftKey: true }),
      press('Escape'),
      press('F10', { shiftKey: true }),
      press('+', { shiftKey: true }),
      press('-'),
      press('F', { shiftKey: true }),
      press('c', { ctrlKey: true }),
      press('C', { metaKey: true, shiftKey: true }),
      press('a', { ctrlKey: true }),
      press(' ', { shiftKey: true }),
    ].map((key) => gridMove(key, bounds));
    expect(acts.map((move) => (move !== null && 'act' in move ? move.act : move))).toEqual([
      'open',
      'openOther',
      'close',
      'menu',
      'expand',
      'collapse',
      'leaveOut',
      'copy',
      'copyWithHeadings',
      'selectAll',
      'selectRows',
    ]);
  });

  it('selects with Shift', () => {
    const move = gridMove(press('ArrowDown', { shiftKey: true }), bounds);
    expect(move).toEqual({ kind: 'cell', row: 11, column: 2, extend: true });
    const page = gridMove(press('PageUp', { shiftKey: true }), { ...bounds, row: 19 });
    expect(page).toMatchObject({ row: 0, extend: true });
  });

  it('goes from the first row to the headings with the arrow, and back', () => {
    const first = { ...bounds, row: 0 };
    expect(gridMove(press('ArrowUp'), first)).toMatchObject({ row: HEADINGS, column: 2 });
    expect(gridMove(press('k'), first)).toMatchObject({ row: 0 });
    expect(gridMove(press('PageUp'), { ...bounds, row: 19 })).toMatchObject({ row: 0 });
    const heading = { ...bounds, row: HEADINGS };
    expect(gridMove(press('ArrowRight'), heading)).toMatchObject({ row: HEADINGS, column: 3 });
    expect(gridMove(press('ArrowDown'), heading)).toMatchObject({ row: 0, column: 2 });
    expect(gridMove(press('Enter'), heading)).toEqual({ kind: 'heading', act: 'sort' });
    expect(gridMove(press('ArrowLeft', { shiftKey: true }), heading)).toEqual({
      kind: 'heading',
      act: 'moveLeft',
    });
    expect(gridMove(press('ArrowRight', { altKey: true }), heading)).toEqual({
      kind: 'heading',
      act: 'wider',
    });
    expect(gridMove(press('ArrowDown'), { ...heading, rows: 0 })).toBeNull();
  });

  it('begins at the first row', () => {
    expect(gridMove(press('ArrowDown'), { ...bounds, row: null })).toEqual({
      kind: 'cell',
      row: 0,
      column: 2,
      extend: false,
    });
  });

  it('leaves other keys, and an empty grid, alone', () => {
    expect(gridMove(press('x'), bounds)).toBeNull();
    expect(gridMove(press('j', { altKey: true }), bounds)).toBeNull();
    expect(gridMove(press('j', { ctrlKey: true }), bounds)).toBeNull();
    expect(gridMove(press('ArrowDown'), { ...bounds, rows: 0 })).toBeNull();
  });

  it('never leaves the grid', () => {
    const keys = fc.constantFrom(
      'ArrowDown',
      'ArrowUp',
      'ArrowLeft',
      'ArrowRight',
      'PageDown',
      'PageUp',
      'End',
      'G',
    );
    fc.assert(
      fc.property(keys, fc.nat(99), fc.nat(5), fc.nat(500), (key, row, column, page) => {
        const move = gridMove(press(key), { ...bounds, row, column, page });
        expect(move).toMatchObject({ kind: 'cell' });
        if (move?.kind !== 'cell') return;
        const above = key === 'ArrowUp' && row === 0 ? HEADINGS : 0;
        expect(move.row).toBeGreaterThanOrEqual(above);
        expect(move.row).toBeLessThan(100);
        expect(move.column).toBeGreaterThanOrEqual(0);
        expect(move.column).toBeLessThan(6);
      }),
    );
  });
});
