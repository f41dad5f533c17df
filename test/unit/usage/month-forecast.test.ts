import { expect, test } from 'vitest';
import { bucketBounds } from '../../../shared/time/buckets.ts';
import { parseInstant, toIso } from '../../../shared/time/format.ts';
import { DAY, HOUR } from '../../../shared/time/zone.ts';
import { type DayValue, forecastMonth, monthForecast } from '../../../shared/usage/month-forecast.ts';

const at = (iso: string) => parseInstant(iso, 'UTC');

/** The days of a zone from one instant to another, each with the same value. */
function steady(from: number, until: number, value: number, zone = 'UTC'): DayValue[] {
  const bounds = bucketBounds(from, until - 1, 'day', zone);
  return bounds.slice(0, -1).map((start, day) => ({
    from: start,
    to: bounds[day + 1] ?? start,
    value,
    events: 1,
  }));
}

test('the month is that of “as of” in the zone, and eight weeks before are looked at', () => {
  const month = forecastMonth(at('2026-10-31T23:30:00Z'), at('2026-12-01T00:00:00Z'), 'Europe/Berlin');
  expect(toIso(month.from)).toBe('2026-10-31T23:00:00.000Z');
  expect(toIso(month.to)).toBe('2026-11-30T23:00:00.000Z');
  expect(toIso(month.learnFrom)).toBe('2026-09-05T22:00:00.000Z');
});

test('a month is what it has had and what its other days are expected to bring', () => {
  const noon = at('2026-10-10T12:00:00Z');
  const month = forecastMonth(noon - 1, noon, 'UTC');
  const days = steady(month.learnFrom, noon, 10).map((day) => (day.to > noon ? { ...day, value: 4 } : day));
  const found = monthForecast(month, days, 'UTC');
  if (found.kind !== 'forecast') throw new Error(found.kind);
  // Nine days of 10 and 4 by noon; half a day and 21 days to come.
  expect(found).toMatchObject({ method: 'weekday', days: 56, soFar: 94 });
  expect(found.total.expected).toBeCloseTo(94 + 5 + 210, 9);
  expect(found.total.high).toBeCloseTo(found.total.low, 9);
  expect(found.coming).toHaveLength(22);
  expect(found.coming[0]).toMatchObject({ from: noon, to: at('2026-10-11T00:00:00Z') });
  expect(found.coming.at(-1)?.to).toBe(month.to);
});

test('days before the first event do not count as days without usage', () => {
  const until = at('2026-10-20T00:00:00Z');
  const month = forecastMonth(until - 1, until, 'UTC');
  const days = steady(month.learnFrom, until, 8).map((day) =>
    day.from < until - 10 * DAY ? { ...day, value: 0, events: 0 } : day,
  );
  const found = monthForecast(month, days, 'UTC');
  expect(found).toMatchObject({ kind: 'forecast', days: 10, method: 'mean', learnedFrom: until - 10 * DAY });
});

test('a log of some days gives no forecast, nor does one that ended before the month', () => {
  const until = at('2026-10-05T06:00:00Z');
  const month = forecastMonth(until, until, 'UTC');
  const days = steady(at('2026-10-01T00:00:00Z'), until, 3);
  expect(monthForecast(month, days, 'UTC')).toEqual({ kind: 'few', days: 4 });
  expect(monthForecast(month, [], 'UTC')).toEqual({ kind: 'few', days: 0 });
  const ended = forecastMonth(at('2026-12-05T00:00:00Z'), until, 'UTC');
  expect(monthForecast(ended, days, 'UTC')).toEqual({ kind: 'ended' });
});

test('a day of 25 hours is one day, of which a part is told by its own length', () => {
  const zone = 'Europe/Berlin';
  const until = at('2026-10-25T00:00:00Z') + HOUR * 10;
  const month = forecastMonth(until, until, zone);
  const found = monthForecast(month, steady(month.learnFrom, until, 25, zone), zone);
  if (found.kind !== 'forecast') throw new Error(found.kind);
  expect(found.expected(until, found.coming[0]?.to ?? until).expected).toBeCloseTo(13, 9);
  expect(found.expected(until, until + HOUR).expected).toBeCloseTo(1, 9);
  expect(found.coming).toHaveLength(7);
});
