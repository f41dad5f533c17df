import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canvasHeight,
  distanceOf,
  MAX_CANVAS,
  maxTop,
  moved,
  placeAt,
  revealing,
  type ScrollPlace,
  type ScrollWindow,
  scrolledTo,
  settled,
} from '../../../renderer/grid/scroll-window.ts';

const list = fc.record({
  height: fc.oneof(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 0, max: 1_500_000_000 })),
  viewport: fc.integer({ min: 60, max: 2_400 }),
});

const share = fc.double({ min: 0, max: 1, noNaN: true });

/** The last distance that can stand at the upper edge. */
function lastTop({ height, viewport }: ScrollWindow): number {
  return Math.max(0, height - viewport);
}

function expectOnCanvas(window: ScrollWindow, { base, top }: ScrollPlace): void {
  expect(Number.isInteger(base)).toBe(true);
  expect(base).toBeGreaterThanOrEqual(0);
  expect(base + canvasHeight(window)).toBeLessThanOrEqual(window.height);
  expect(top).toBeGreaterThanOrEqual(0);
  expect(top).toBeLessThanOrEqual(maxTop(window));
}

describe('the canvas', () => {
  it('is never taller than a browser allows', () => {
    fc.assert(
      fc.property(list, (window) => {
        expect(canvasHeight(window)).toBeLessThanOrEqual(MAX_CANVAS);
      }),
    );
  });

  it('holds all of a short list, from the first row', () => {
    const window = { height: 140_000, viewport: 600 };
    expect(canvasHeight(window)).toBe(140_000);
    expect(scrolledTo(window, { base: 0, top: 0 }, 77_777)).toEqual({ base: 0, top: 77_777 });
    expect(settled(window, { base: 0, top: 77_777 })).toEqual({ base: 0, top: 77_777 });
  });
});

describe('placing', () => {
  it('puts every distance at the upper edge, as far as the list reaches', () => {
    fc.assert(
      fc.property(list, share, (window, at) => {
        const distance = at * lastTop(window);
        const place = placeAt(window, distance);
        expectOnCanvas(window, place);
        expect(distanceOf(place)).toBeCloseTo(distance, 5);
      }),
    );
  });

  it('puts both ends at the ends of the scrollbar', () => {
    const window = { height: 280_000_000, viewport: 560 };
    expect(placeAt(window, 0)).toEqual({ base: 0, top: 0 });
    expect(placeAt(window, 280_000_000)).toEqual({
      base: 280_000_000 - canvasHeight(window),
      top: maxTop(window),
    });
  });

  it('makes every single row of ten million reachable', () => {
    const window = { height: 280_000_000, viewport: 560 };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), (row) => {
        const place = revealing(window, { base: 0, top: 0 }, row * 28, row * 28 + 28);
        expectOnCanvas(window, place);
        expect(distanceOf(place)).toBeLessThanOrEqual(row * 28);
        expect(row * 28 + 28).toBeLessThanOrEqual(distanceOf(place) + window.viewport + 1e-6);
      }),
    );
  });
});

describe('scrolling', () => {
  const window = { height: 280_000_000, viewport: 560 };

  it('moves pixel by pixel in the middle of the canvas', () => {
    const start = placeAt(window, 140_000_000);
    const next = scrolledTo(window, start, start.top + 84);
    expect(next.base).toBe(start.base);
    expect(distanceOf(next)).toBeCloseTo(distanceOf(start) + 84, 6);
  });

  it('keeps the rows in sight when the window moves on under a small movement', () => {
    fc.assert(
      fc.property(list, share, fc.integer({ min: -50, max: 50 }), (any, at, delta) => {
        const start = placeAt(any, at * lastTop(any));
        const top = Math.min(maxTop(any), Math.max(0, start.top + delta));
        expect(distanceOf(scrolledTo(any, start, top))).toBeCloseTo(start.base + top, 5);
      }),
    );
  });

  it('walks from the first to the last row in small steps', () => {
    const short = { height: 11_200_000, viewport: 560 };
    let place: ScrollPlace = { base: 0, top: 0 };
    let steps = 0;
    while (distanceOf(place) < lastTop(short) - 1e-6 && steps < 30_000) {
      place = scrolledTo(short, place, Math.min(maxTop(short), place.top + 500));
      steps += 1;
    }
    expect(distanceOf(place)).toBeCloseTo(lastTop(short), 5);
  });

  it('chooses by proportion when the scrollbar is dragged', () => {
    const dragged = scrolledTo(window, { base: 0, top: 0 }, maxTop(window) / 2);
    expect(distanceOf(dragged) / window.height).toBeCloseTo(0.5, 3);
    const end = scrolledTo(window, dragged, maxTop(window));
    expect(distanceOf(end)).toBeCloseTo(lastTop(window), 6);
  });

  it('settles where the scrollbar tells the truth, with the same rows in sight', () => {
    fc.assert(
      fc.property(share, fc.integer({ min: -500, max: 500 }), (at, delta) => {
        const start = placeAt(window, at * lastTop(window));
        const place = scrolledTo(window, start, Math.min(maxTop(window), Math.max(0, start.top + delta)));
        const rest = settled(window, place);
        expect(distanceOf(rest)).toBeCloseTo(distanceOf(place), 5);
        const truth = (distanceOf(rest) / lastTop(window)) * maxTop(window);
        expect(Math.abs(rest.top - truth)).toBeLessThanOrEqual(1);
        expect(settled(window, rest)).toEqual(rest);
      }),
    );
  });

  it('leaves what is in sight where it is, and shows the beginning of what is taller', () => {
    const place = placeAt(window, 28_000);
    expect(revealing(window, place, 28_140, 28_168)).toEqual(place);
    expect(distanceOf(revealing(window, place, 28_140, 30_000))).toBe(28_140);
  });

  it('stays on the list when that has become shorter', () => {
    fc.assert(
      fc.property(list, list, share, (before, after, at) => {
        const place = placeAt(before, at * lastTop(before));
        const next = moved(after, place, Math.min(distanceOf(place), lastTop(after)));
        expectOnCanvas(after, next);
      }),
    );
  });
});
