import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TimeRange } from '../../../shared/filter/filter.ts';
import { localDateRange, resolvePreset } from '../../../shared/time/range.ts';
import {
  isWindow,
  movedWindow,
  scaledWindow,
  type Window,
  windowAround,
} from '../../../shared/time/window.ts';
import { HOUR, SECOND } from '../../../shared/time/zone.ts';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Apia',
  'America/Santiago',
];
const instant = fc.integer({ min: Date.UTC(1990, 0) * 1_000, max: Date.UTC(2100, 0) * 1_000 });
const zone = fc.constantFrom(...ZONES);

function windowOf(range: TimeRange): Window {
  if (!isWindow(range)) throw new Error('The range is open.');
  return range;
}

const windows: fc.Arbitrary<Window> = fc.oneof(
  fc
    .tuple(instant, fc.integer({ min: SECOND, max: 400 * 24 * HOUR }), zone)
    .map(([at, reach, name]) => windowOf(windowAround(at, reach, name))),
  fc
    .tuple(fc.constantFrom('last7d', 'last90d', 'thisMonth', 'lastMonth', 'last24h'), zone, instant)
    .map(([preset, name, at]) => windowOf(resolvePreset(preset as 'last7d', name, at))),
);

describe('a time window', () => {
  it('holds its moment and reaches as far on either side, to whole seconds', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: SECOND, max: 48 * HOUR }), zone, (at, reach, name) => {
        const { from, to } = windowOf(windowAround(at, reach, name));
        expect(from).toBeLessThanOrEqual(at - reach);
        expect(at - reach - from).toBeLessThan(SECOND);
        expect(to).toBeGreaterThan(at + reach);
        expect(to - (at + reach)).toBeLessThanOrEqual(SECOND);
        expect([from % SECOND, to % SECOND]).toEqual([0, 0]);
      }),
    );
  });

  it('moves to its neighbours without gap or overlap', () => {
    fc.assert(
      fc.property(windows, (window) => {
        expect(movedWindow(window, 1).from).toBe(window.to);
        expect(movedWindow(window, -1).to).toBe(window.from);
      }),
    );
  });

  it('of whole days moves by as many days, of whole months by as many months', () => {
    const october = windowOf(resolvePreset('thisMonth', 'Europe/Berlin', Date.UTC(2026, 9, 20) * 1_000));
    expect(movedWindow(october, -1)).toMatchObject(
      localDateRange('2026-09-01', '2026-09-30', 'Europe/Berlin'),
    );
    const week = windowOf(localDateRange('2026-10-19', '2026-10-25', 'Europe/Berlin'));
    expect(movedWindow(week, 1)).toMatchObject(localDateRange('2026-10-26', '2026-11-01', 'Europe/Berlin'));
  });

  it('gets wider about its middle, and narrower', () => {
    fc.assert(
      fc.property(windows, (window) => {
        const wide = windowOf(scaledWindow(window, 'wider'));
        const narrow = windowOf(scaledWindow(window, 'narrower'));
        const length = window.to - window.from;
        expect(Math.abs(wide.to - wide.from - 2 * length)).toBeLessThanOrEqual(2 * SECOND);
        expect(wide.from < window.from && wide.to > window.to).toBe(true);
        expect(narrow.to - narrow.from).toBeLessThanOrEqual(Math.max(SECOND, length / 2 + 2 * SECOND));
        expect(narrow.from >= window.from && narrow.to <= window.to).toBe(true);
      }),
    );
  });

  it('stays where its bounds would not fit a number', () => {
    const far: Window = { preset: 'custom', zone: 'UTC', from: -9e15, to: 9e15 };
    expect(movedWindow(far, 1)).toEqual(far);
    expect(scaledWindow(far, 'wider')).toEqual(far);
  });

  it('is none without both bounds', () => {
    expect(isWindow(localDateRange('2026-10-01', null, 'UTC'))).toBe(false);
    expect(isWindow(resolvePreset('all', 'UTC', 0))).toBe(false);
  });
});
