import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUCKETS } from '../../../shared/api/contract.ts';
import { bucketBounds, chooseBucket } from '../../../shared/time/buckets.ts';
import { toIso } from '../../../shared/time/format.ts';
import { DAY, HOUR, MINUTE, startOfDay, zoned } from '../../../shared/time/zone.ts';

const at = (iso: string): number => Date.parse(iso) * 1_000;

describe('bucket boundaries', () => {
  it('enclose both instants, ascend, and hold each instant in one bucket', () => {
    const zone = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
      'Pacific/Apia',
    );
    const start = fc.integer({ min: at('1950-01-01'), max: at('2040-01-01') });
    fc.assert(
      fc.property(
        zone,
        start,
        fc.constantFrom(...BUCKETS),
        fc.integer({ min: 0, max: 120 }),
        (name, first, bucket, count) => {
          const length = { minute: MINUTE, hour: HOUR, day: DAY, week: 7 * DAY, month: 30 * DAY }[bucket];
          const last = first + count * length;
          const bounds = bucketBounds(first, last, bucket, name);
          expect(bounds.length).toBeGreaterThan(1);
          expect(bounds[0]).toBeLessThanOrEqual(first);
          expect(bounds[1]).toBeGreaterThan(first);
          expect(bounds.at(-1)).toBeGreaterThan(last);
          expect(bounds.at(-2)).toBeLessThanOrEqual(last);
          bounds.slice(1).forEach((bound, index) => {
            expect(bound).toBeGreaterThan(bounds[index] ?? Number.POSITIVE_INFINITY);
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never reach across a change of the clock by half an hour', () => {
    const bounds = bucketBounds(
      at('2026-04-04T14:00:00Z'),
      at('2026-04-04T16:00:00Z'),
      'hour',
      'Australia/Lord_Howe',
    );
    expect(bounds.map(toIso)).toEqual([
      '2026-04-04T14:00:00.000Z',
      '2026-04-04T15:00:00.000Z',
      '2026-04-04T15:30:00.000Z',
      '2026-04-04T16:30:00.000Z',
    ]);
  });

  it('are the first instants of days and weeks, whatever the clock does at midnight', () => {
    const zone = fc.constantFrom(
      ...[
        'UTC',
        'Europe/Berlin',
        'America/Sao_Paulo',
        'Asia/Beirut',
        'Africa/Cairo',
        'Pacific/Apia',
        '+05:30',
      ],
      ...['America/Havana', 'Atlantic/Azores', 'Pacific/Kwajalein'],
    );
    const start = fc.integer({ min: at('1980-01-01'), max: at('2030-01-01') });
    fc.assert(
      fc.property(
        zone,
        start,
        fc.constantFrom(1, 7),
        fc.integer({ min: 0, max: 400 }),
        (name, from, days, span) => {
          const last = from + span * DAY;
          const bounds = bucketBounds(from, last, days === 1 ? 'day' : 'week', name);
          const local = zoned(from, name).toPlainDate();
          let date = days === 1 ? local : local.subtract({ days: local.dayOfWeek - 1 });
          const expected = [startOfDay(date, name)];
          while ((expected.at(-1) ?? 0) <= last) {
            date = date.add({ days });
            expected.push(startOfDay(date, name));
          }
          expect(bounds).toEqual([...new Set(expected)]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('leave out a day that the zone skipped', () => {
    const bounds = bucketBounds(
      at('2011-12-29T12:00:00Z'),
      at('2011-12-31T12:00:00Z'),
      'day',
      'Pacific/Apia',
    );
    expect(new Set(bounds).size).toBe(bounds.length);
    expect(bounds.map(toIso)).toContain('2011-12-30T10:00:00.000Z');
  });
});

describe('the bucket chosen for a span', () => {
  it.each([
    [30 * MINUTE, 'minute'],
    [3 * HOUR, 'minute'],
    [DAY, 'hour'],
    [7 * DAY, 'hour'],
    [30 * DAY, 'day'],
    [90 * DAY, 'day'],
    [365 * DAY, 'week'],
    [10 * 365 * DAY, 'month'],
  ])('%d µs → %s', (span, bucket) => expect(chooseBucket(0, span)).toBe(bucket));
});
