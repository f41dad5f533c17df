import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisTicks, placeOf } from '../../../renderer/histogram/axis-ticks.ts';
import { BUCKETS } from '../../../shared/api/contract.ts';
import { bucketBounds, chooseBucket, widenBucket } from '../../../shared/time/buckets.ts';

const at = (iso: string): number => Date.parse(iso) * 1_000;
const boundsOf = (from: string, to: string, zone = 'UTC') => {
  const [first, last] = [at(from), at(to) - 1];
  return bucketBounds(first, last, chooseBucket(first, last), zone);
};
const labels = (from: string, to: string, width: number, zone = 'UTC') =>
  axisTicks(boundsOf(from, to, zone), zone, width).flatMap(({ label }) => label ?? []);

describe('the time axis', () => {
  it('names the year first, and again where a new one begins', () => {
    expect(labels('2019-11-04', '2022-03-01', 500)).toEqual([
      ...['Jan 2020', 'Jul', 'Oct', 'Jan 2021', 'Jul', 'Oct'],
    ]);
    expect(labels('2004-02-01', '2026-05-01', 400)).toEqual(['2005', '2010', '2015', '2020']);
    expect(labels('2026-12-21', '2027-01-12', 300)).toEqual(['21 Dec 2026', '28 Dec', '4 Jan 2027']);
  });

  it('marks round hours, and names the day at its first mark and where it changes', () => {
    expect(labels('2026-10-30T09:00:00Z', '2026-10-31T09:00:00Z', 420)).toEqual([
      ...['30 Oct 2026 12:00', '31 Oct', '06:00'],
    ]);
    expect(labels('2026-10-30T09:00:00Z', '2026-10-30T09:40:00Z', 420)).toEqual([
      ...['30 Oct 2026 09:00', '09:20', '09:30'],
    ]);
  });

  it('follows the clock of the zone, also over a change of it', () => {
    expect(labels('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', 420, 'Europe/Berlin')).toEqual([
      ...['25 Oct 2026 00:00', '12:00', '18:00'],
    ]);
  });

  it('says the date of a single bar', () => {
    expect(labels('2026-10-30T09:00:00Z', '2026-10-30T09:00:01Z', 400)).toEqual(['30 Oct 2026 09:00']);
  });

  it('has no labels that touch or leave it, at times of its own, in their order', () => {
    const instants = fc.tuple(
      fc.integer({ min: at('1970-01-01'), max: at('2200-01-01') }),
      fc.integer({ min: 1, max: 80 * 365 }),
      fc.constantFrom(1_000_000, 600_000_000, 86_400_000_000),
    );
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Apia');
    fc.assert(
      fc.property(
        instants,
        zone,
        fc.integer({ min: 150, max: 2_000 }),
        fc.constantFrom(...BUCKETS),
        ([from, length, unit], timezone, width, wanted) => {
          const last = from + length * unit;
          const bounds = bucketBounds(from, last, widenBucket(wanted, from, last, 1_000), timezone);
          const ticks = axisTicks(bounds, timezone, width);
          let free = 0;
          let before = -1;
          for (const { x, label } of ticks) {
            expect(x).toBeGreaterThan(before);
            expect(x).toBeLessThan(width);
            before = x;
            if (label === null) continue;
            expect(x).toBeGreaterThanOrEqual(free);
            free = x + label.length * 6;
            expect(free).toBeLessThanOrEqual(width);
          }
          const shown = ticks.flatMap(({ label }) => label ?? []);
          if (shown.length > 0) expect(shown[0]).toMatch(/\d{4}/);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('places an instant in its bar, as far as it is through it', () => {
    const bounds = [0, 10, 30, 40];
    expect([0, 5, 10, 20, 39, 40, 99].map((time) => placeOf(time, bounds, 300))).toEqual([
      0, 50, 100, 150, 290, 300, 300,
    ]);
  });
});
