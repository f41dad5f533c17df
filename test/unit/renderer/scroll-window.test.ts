import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canvasRows,
  MAX_CANVAS,
  maxTop,
  placeAt,
  revealing,
  type ScrollPlace,
  type ScrollWindow,
  scrolledTo,
  settled,
  topRow,
} from '../../../renderer/grid/scroll-window.ts';

const list = fc.record({
  total: fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 50_000_000 })),
  rowHeight: fc.constantFrom(24, 28, 34),
  viewport: fc.integer({ min: 60, max: 2_400 }),
});

const share = fc.double({ min: 0, max: 1, noNaN: true });

/** The last row that can stand at the upper edge. */
function lastTop({ total, rowHeight, viewport }: ScrollWindow): number {
  return Math.max(0, total - viewport / rowHeight);
}

function expectOnCanvas(window: ScrollWindow, { base, top }: ScrollPlace): void {
  expect(Number.isInteger(base)).toBe(true);
  expect(base).toBeGreaterThanOrEqual(0);
  expect(base + canvasRows(window)).toBeLessThanOrEqual(window.total);
  expect(top).toBeGreaterThanOrEqual(0);
  expect(top).toBeLessThanOrEqual(maxTop(window));
}

describe('the canvas', () => {
  it('is never taller than a browser allows', () => {
    fc.assert(
      fc.property(list, (window) => {
        expect(canvasRows(window) * window.rowHeight).toBeLessThanOrEqual(MAX_CANVAS);
      }),
    );
  });

  it('holds all rows of a short list, from the first', () => {
    const window = { total: 5_000, rowHeight: 28, viewport: 600 };
    expect(canvasRows(window)).toBe(5_000);
    expect(scrolledTo(window, { base: 0, top: 0 }, 77_777)).toEqual({ base: 0, top: 77_777 });
    expect(settled(window, { base: 0, top: 77_777 })).toEqual({ base: 0, top: 77_777 });
  });
});

describe('placing a row', () => {
  it('puts every row at the upper edge, as far as the list reaches', () => {
    fc.assert(
      fc.property(list, share, (window, at) => {
        const row = at * lastTop(window);
        const place = placeAt(window, row);
        expectOnCanvas(window, place);
        expect(topRow(window, place)).toBeCloseTo(row, 5);
      }),
    );
  });

  it('puts both ends at the ends of the scrollbar', () => {
    const window = { total: 10_000_000, rowHeight: 28, viewport: 560 };
    expect(placeAt(window, 0)).toEqual({ base: 0, top: 0 });
    expect(placeAt(window, 10_000_000)).toEqual({
      base: 10_000_000 - canvasRows(window),
      top: maxTop(window),
    });
  });

  it('makes every single row of ten million reachable', () => {
    const window = { total: 10_000_000, rowHeight: 28, viewport: 560 };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), (row) => {
        const place = revealing(window, { base: 0, top: 0 }, row);
        const first = topRow(window, place);
        expectOnCanvas(window, place);
        expect(first).toBeLessThanOrEqual(row);
        expect(row + 1).toBeLessThanOrEqual(first + window.viewport / window.rowHeight + 1e-6);
      }),
    );
  });
});

describe('scrolling', () => {
  const window = { total: 10_000_000, rowHeight: 28, viewport: 560 };

  it('moves row by row in the middle of the canvas', () => {
    const start = placeAt(window, 5_000_000);
    const next = scrolledTo(window, start, start.top + 84);
    expect(next.base).toBe(start.base);
    expect(topRow(window, next)).toBeCloseTo(topRow(window, start) + 3, 6);
  });

  it('keeps the rows in sight when the window moves on under a small movement', () => {
    fc.assert(
      fc.property(list, share, fc.integer({ min: -50, max: 50 }), (any, at, delta) => {
        const start = placeAt(any, at * lastTop(any));
        const top = Math.min(maxTop(any), Math.max(0, start.top + delta));
        const moved = scrolledTo(any, start, top);
        expect(topRow(any, moved)).toBeCloseTo(start.base + top / any.rowHeight, 5);
      }),
    );
  });

  it('walks from the first to the last row in small steps', () => {
    const short = { total: 400_000, rowHeight: 28, viewport: 560 };
    let place: ScrollPlace = { base: 0, top: 0 };
    let steps = 0;
    while (topRow(short, place) < lastTop(short) - 1e-6 && steps < 30_000) {
      place = scrolledTo(short, place, Math.min(maxTop(short), place.top + 500));
      steps += 1;
    }
    expect(topRow(short, place)).toBeCloseTo(lastTop(short), 5);
  });

  it('chooses rows by proportion when the scrollbar is dragged', () => {
    const dragged = scrolledTo(window, { base: 0, top: 0 }, maxTop(window) / 2);
    expect(topRow(window, dragged) / window.total).toBeCloseTo(0.5, 3);
    const end = scrolledTo(window, dragged, maxTop(window));
    expect(topRow(window, end)).toBeCloseTo(lastTop(window), 6);
  });

  it('settles where the scrollbar tells the truth, with the same rows in sight', () => {
    fc.assert(
      fc.property(share, fc.integer({ min: -500, max: 500 }), (at, delta) => {
        const start = placeAt(window, at * lastTop(window));
        const place = scrolledTo(window, start, Math.min(maxTop(window), Math.max(0, start.top + delta)));
        const rest = settled(window, place);
        expect(topRow(window, rest)).toBeCloseTo(topRow(window, place), 5);
        const truth = (topRow(window, rest) / lastTop(window)) * maxTop(window);
        expect(Math.abs(rest.top - truth)).toBeLessThanOrEqual(window.rowHeight);
        expect(settled(window, rest)).toEqual(rest);
      }),
    );
  });

  it('leaves a row in sight where it is', () => {
    const place = placeAt(window, 1_000);
    expect(revealing(window, place, 1_005)).toEqual(place);
  });
});
