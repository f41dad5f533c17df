import { describe, expect, it } from 'vitest';
import { barAt, barsPath, spanOf, stackedPaths } from '../../../renderer/histogram/bars.ts';
import { stripMove } from '../../../renderer/histogram/strip-keys.ts';

const point = (value: number) => ({ from: '', to: '', value, events: value });

describe('bars', () => {
  it('stand on the zero line and fill the height at the most', () => {
    expect(barsPath([point(5), point(10), point(0)], 30, 40)).toBe('M0 40V20h9V40zM10 40V0h9V40z');
    expect(barsPath([], 30, 40)).toBe('');
    expect(barsPath([point(0)], 30, 40)).toBe('');
  });

  it('show the smallest value as at least one pixel', () => {
    expect(barsPath([point(1), point(1_000_000)], 20, 40)).toContain('M0 40V39h');
  });

  it('of a split histogram stand on each other, the first on the zero line', () => {
    const points = [
      { ...point(10), values: [6, 0, 4] },
      { ...point(5), values: [0, 5, 0] },
    ];
    expect(stackedPaths(points, 3, 20, 40)).toEqual(['M0 40V16h9V40z', 'M10 40V20h9V40z', 'M0 16V0h9V16z']);
  });

  it('of refunds hang from the zero line, in the same scale', () => {
    expect(barsPath([point(10), point(-30), point(-0.001)], 30, 40)).toBe(
      'M0 10V0h9V10zM10 10V40h9V10zM20 10V11h9V10z',
    );
    expect(barsPath([point(-2)], 10, 40)).toBe('M0 0V40h9V0z');
  });

  it('are no walls where there are few, but stand in the middle of their place', () => {
    expect(barsPath([point(1)], 600, 40)).toBe('M272 40V0h56V40z');
    expect(barsPath([point(1), point(1)], 114, 40)).toBe('M0 40V0h56V40zM57 40V0h56V40z');
  });

  it('are found under the pointer, also at the edges', () => {
    expect([-5, 0, 9.9, 10, 99, 200].map((x) => barAt(x, 100, 10))).toEqual([0, 0, 0, 1, 9, 9]);
  });

  it('form a stretch in whichever order they are chosen', () => {
    expect(spanOf(7, 3)).toEqual({ first: 3, last: 7 });
  });
});

describe('keys of the histogram', () => {
  const press = (key: string, shiftKey = false) => ({ key, shiftKey });

  it('move, and brush with Shift', () => {
    expect(stripMove(press('ArrowRight'), { at: 3, anchor: null }, 10)).toEqual({
      kind: 'move',
      cursor: { at: 4, anchor: null },
    });
    expect(stripMove(press('ArrowRight', true), { at: 3, anchor: null }, 10)).toEqual({
      kind: 'move',
      cursor: { at: 4, anchor: 3 },
    });
    expect(stripMove(press('End', true), { at: 4, anchor: 3 }, 10)).toEqual({
      kind: 'move',
      cursor: { at: 9, anchor: 3 },
    });
    expect(stripMove(press('PageUp'), { at: 4, anchor: null }, 10)).toEqual({
      kind: 'move',
      cursor: { at: 0, anchor: null },
    });
  });

  it('zoom, cancel and reset', () => {
    const cursor = { at: 1, anchor: 0 };
    expect(stripMove(press('Enter'), cursor, 10)).toEqual({ kind: 'zoom' });
    expect(stripMove(press('Escape'), cursor, 10)).toEqual({ kind: 'cancel' });
    expect(stripMove(press('Backspace'), cursor, 10)).toEqual({ kind: 'reset' });
    expect(stripMove(press('t'), cursor, 10)).toEqual({ kind: 'table' });
    expect(stripMove(press('x'), cursor, 10)).toBeNull();
  });
});
