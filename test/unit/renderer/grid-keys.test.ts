import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GridBounds, gridMove, type PressedKey } from '../../../renderer/grid/grid-keys.ts';

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
    expect(gridMove(press(key), bounds)).toEqual({ kind: 'cell', row, column });
  });

  it('goes to the corners with Ctrl', () => {
    expect(gridMove(press('Home', { ctrlKey: true }), bounds)).toEqual({ kind: 'cell', row: 0, column: 0 });
    expect(gridMove(press('End', { metaKey: true }), bounds)).toEqual({ kind: 'cell', row: 99, column: 5 });
  });

  it('opens, closes, copies, asks for the menu', () => {
    expect(gridMove(press('Enter'), bounds)).toEqual({ kind: 'open' });
    expect(gridMove(press('Escape'), bounds)).toEqual({ kind: 'close' });
    expect(gridMove(press('c', { ctrlKey: true }), bounds)).toEqual({ kind: 'copy' });
    expect(gridMove(press('F10', { shiftKey: true }), bounds)).toEqual({ kind: 'menu' });
  });

  it('begins at the first row', () => {
    expect(gridMove(press('ArrowDown'), { ...bounds, row: null })).toEqual({
      kind: 'cell',
      row: 0,
      column: 2,
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
        expect(move.row).toBeGreaterThanOrEqual(0);
        expect(move.row).toBeLessThan(100);
        expect(move.column).toBeGreaterThanOrEqual(0);
        expect(move.column).toBeLessThan(6);
      }),
    );
  });
});
