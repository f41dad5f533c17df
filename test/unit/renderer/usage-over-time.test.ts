import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawingOf } from '../../../renderer/usage/over-time/over-time-drawing.ts';
import {
  expectedBySlot,
  expectedRunning,
  slotsOf,
} from '../../../renderer/usage/over-time/over-time-slots.ts';
import { overTimeTable } from '../../../renderer/usage/over-time/over-time-table.ts';
import {
  amountOf,
  differenceText,
  intervalText,
  othersText,
  roundedEstimate,
} from '../../../renderer/usage/over-time/over-time-text.ts';
import { areaPath, barsPath, extentOf, stacked } from '../../../renderer/usage/over-time/over-time-values.ts';
import type { Histogram } from '../../../shared/api/contract.ts';
import { bucketBounds } from '../../../shared/time/buckets.ts';
import { parseInstant, toIso } from '../../../shared/time/format.ts';
import { differenceOf, exactSum } from '../../../shared/usage/exact.ts';
import { forecastMonth, monthForecast } from '../../../shared/usage/month-forecast.ts';

const at = (iso: string) => parseInstant(iso, 'UTC');
const credits = { measure: 'credits', currency: null, mixed: false } as const;

/** Days from 1 October 2026 on, each with its parts. */
function october(parts: readonly (readonly number[])[]): Histogram {
  const from = at('2026-10-01T00:00:00Z');
  const bounds = bucketBounds(from, from + (parts.length - 1) * 86_400_000_000, 'day', 'UTC');
  const series = (parts[0] ?? []).map((_, place) => ({
    ...{ kind: 'value' as const, key: `m${place}`, label: `m${place}`, groups: 1 },
    value: exactSum(parts.map((values) => values[place] ?? 0)),
    events: parts.length,
  }));
  return {
    ...{ bucket: 'day', measure: 'credits', timezone: 'UTC', undated: 0, by: 'model', series },
    points: parts.map((values, day) => ({
      ...{ from: toIso(bounds[day] ?? 0), to: toIso(bounds[day + 1] ?? 0), events: 1 },
      ...{ value: exactSum(values), values },
    })),
  };
}

const drawn = (histogram: Histogram, more: Partial<Parameters<typeof drawingOf>[0]> = {}) =>
  drawingOf({
    ...{ histogram, isSplit: true, shape: 'area', running: false },
    ...{ before: null, forecast: null, log: null, ...more },
  });

describe('the stack', () => {
  test('goes up from zero and, for refunds, down from it, and loses nothing', () => {
    const values = fc.array(
      fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 4, maxLength: 4 }),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(values, (series) => {
        const stack = stacked(series);
        const { from, to } = extentOf(stack, []);
        for (let point = 0; point < 4; point += 1) {
          const parts = stack.map((one) => one[point] ?? { from: 0, to: 0 });
          const heights = parts.map((part) => part.to - part.from);
          expect(heights).toEqual(series.map((one) => one[point] ?? 0));
          expect(Math.max(0, ...parts.map((part) => part.to))).toBe(
            heights.filter((height) => height > 0).reduce((sum, height) => sum + height, 0),
          );
          for (const part of parts) {
            expect(part.to).toBeGreaterThanOrEqual(from);
            expect(part.to).toBeLessThanOrEqual(to);
          }
        }
      }),
    );
  });

  test('a single bar is no wall, what is small is a pixel, and nothing is nothing', () => {
    const places = { x: (points: number) => points * 1_000, y: (value: number) => 100 - value };
    expect(barsPath([{ from: 0, to: 50 }], places)).toBe('M472 100v-50h56v50z');
    expect(barsPath([{ from: 0, to: 0.001 }], places)).toBe('M472 100v-1h56v1z');
    expect(barsPath([{ from: 0, to: -0.001 }], places)).toBe('M472 100v1h56v-1z');
    expect(barsPath([{ from: 7, to: 7 }], places)).toBe('');
    expect(areaPath([], false, places)).toBe('');
  });
});

describe('what is drawn', () => {
  test('an area needs two points and nothing below zero; running totals of refunds may be one', () => {
    expect(drawn(october([[1], [2]])).shape).toBe('area');
    expect(drawn(october([[1]]))).toMatchObject({ shape: 'bars', noArea: 'A single point has no area.' });
    const refunded = october([[5], [-2], [1]]);
    expect(drawn(refunded)).toMatchObject({ shape: 'bars', noArea: expect.stringContaining('Refunds') });
    expect(drawn(refunded, { running: true })).toMatchObject({ shape: 'area', runningTotals: [5, 3, 4] });
  });

  test('running totals end where the log ends', () => {
    const drawing = drawn(october([[0.1], [0.2], [0], [0]]), {
      running: true,
      log: { begin: at('2026-10-01T09:00:00Z'), end: at('2026-10-02T12:00:00Z') },
    });
    expect(drawing.runningTotals).toEqual([0.1, 0.3]);
    expect(drawing.stack[0]).toHaveLength(2);
    expect(drawing.slots.points).toBe(4);
  });

  test('what lies outside the log is empty in the table, not nothing', () => {
    const histogram = october([[0], [1], [0], [2], [0]]);
    const log = { begin: at('2026-10-02T09:00:00Z'), end: at('2026-10-04T12:00:00Z') };
    const { rows } = overTimeTable(histogram, drawn(histogram, { log }), null, 'Credits per day');
    expect(rows.map((row) => row.slice(2))).toEqual([
      [null, null, null],
      [1, 1, 1],
      [0, 0, 1],
      [2, 2, 3],
      [null, null, null],
    ]);
  });

  test('the highest of the period before and of the forecast are in sight', () => {
    const before = october([[900], [1]]);
    expect(drawn(october([[1], [2]]), { before }).extent).toEqual({ from: 0, to: 900 });
    expect(drawn(october([[1], [2]]), { before, running: true }).extent.to).toBe(901);
  });
});

describe('the forecast on the axis', () => {
  const until = at('2026-10-20T12:00:00Z');
  const month = forecastMonth(until - 1, until, 'UTC');
  const learned = bucketBounds(month.learnFrom, until - 1, 'day', 'UTC');
  const days = learned.slice(0, -1).map((from, day) => ({
    ...{ from, to: learned[day + 1] ?? from, events: 1, value: 10 + (day % 3) },
  }));
  const found = monthForecast(month, days, 'UTC');
  const forecast = found.kind === 'forecast' ? found : null;

  test('reaches to the end of the month, by days and by weeks alike', () => {
    const twenty = october(Array.from({ length: 20 }, () => [10]));
    const slots = slotsOf(twenty, forecast, 'UTC');
    expect(toIso(slots.bounds.at(-1) ?? 0)).toBe('2026-11-01T00:00:00.000Z');
    const single = expectedBySlot(slots);
    expect(single.slice(0, 19)).toEqual(Array(19).fill(null));
    const sum = single.reduce((total, one) => total + (one?.expected ?? 0), 0);
    const all = forecast === null ? 0 : forecast.total.expected - forecast.soFar;
    expect(sum).toBeCloseTo(all, 6);
    expect(expectedRunning(slots, 200).at(-1)?.expected).toBeCloseTo(200 + all, 6);
    const week = { from: '2026-10-19T00:00:00.000Z', to: '2026-10-26T00:00:00.000Z', value: 1, events: 1 };
    const weeks = slotsOf({ ...twenty, bucket: 'week', points: [week] }, forecast, 'UTC');
    const byWeek = expectedBySlot(weeks).reduce((total, one) => total + (one?.expected ?? 0), 0);
    expect(byWeek).toBeCloseTo(all, 6);
  });

  test('by the hour it takes as much room as what it follows, each day spread evenly', () => {
    const twenty = october(Array.from({ length: 20 }, () => [10]));
    const hours = bucketBounds(at('2026-10-19T00:00:00Z'), until - 1, 'hour', 'UTC');
    const points = hours.slice(0, -1).map((from, hour) => ({
      ...{ from: toIso(from), to: toIso(hours[hour + 1] ?? from), events: 1, value: 1, values: [1] },
    }));
    const slots = slotsOf({ ...twenty, bucket: 'hour', points }, forecast, 'UTC');
    // 36 hours have passed: the 12 that are left of the day, and one whole day.
    expect(toIso(slots.bounds.at(-1) ?? 0)).toBe('2026-10-22T00:00:00.000Z');
    const expected = expectedBySlot(slots).flatMap((one) => (one === null ? [] : [one.expected]));
    expect(expected).toHaveLength(36);
    expect(new Set(expected.slice(0, 12).map((value) => value.toFixed(9))).size).toBe(1);
    const whole = forecast?.expected(until, at('2026-10-22T00:00:00Z')).expected ?? 0;
    expect(expected.reduce((sum, value) => sum + value, 0)).toBeCloseTo(whole, 6);
    expect(expectedRunning(slots, 0).at(-1)?.expected).toBeCloseTo(whole, 6);
  });

  test('is not drawn over minutes, nor where the range does not hold the end of the log', () => {
    const early = october([[1], [2]]);
    expect(slotsOf(early, forecast, 'UTC').forecast).toBeNull();
    const late = october(Array.from({ length: 20 }, () => [10]));
    expect(slotsOf({ ...late, bucket: 'minute' }, forecast, 'UTC').forecast).toBeNull();
  });

  test('the table has every point, the period before and what is expected', () => {
    const twenty = october(Array.from({ length: 20 }, () => [7, 3]));
    const drawing = drawn(twenty, { forecast, running: true });
    const { columns, rows } = overTimeTable(twenty, drawing, october([[4], [5]]), 'Credits per day');
    expect(columns.map(({ title }) => title)).toEqual([
      ...['From', 'To', 'Credits', 'm0', 'm1', 'Running total', 'Period before, from', 'Period before'],
      ...['Still expected', 'Expected from', 'Expected to'],
    ]);
    expect(rows).toHaveLength(31);
    expect(rows[1]?.slice(0, 8)).toEqual([
      ...['2026-10-02T00:00:00.000Z', '2026-10-03T00:00:00.000Z', 10, 7, 3, 20],
      ...['2026-10-02T00:00:00.000Z', 5],
    ]);
    expect(rows[30]?.slice(2, 8)).toEqual([null, null, null, null, null, null]);
    expect(rows[30]?.[8]).toBeGreaterThan(0);
  });
});

describe('in words', () => {
  test('amounts have every digit and their unit', () => {
    expect(amountOf(0.3, credits)).toBe('0.3 credits');
    expect(amountOf(1, { ...credits, measure: 'tokens' })).toBe('1 token');
    expect(amountOf(1_204, { ...credits, measure: 'requests' })).toBe('1,204 requests');
    expect(amountOf(12.5, { measure: 'cost', currency: 'EUR', mixed: true })).toBe('12.50 EUR');
    expect(amountOf(12.5, { measure: 'byokCost', currency: 'USD', mixed: false })).toBe('$12.50 BYOK');
  });

  test('a difference says which way, how much, and the share where there is one', () => {
    expect(differenceText(differenceOf(150, 100), credits)).toBe('+50 credits (+50%)');
    expect(differenceText(differenceOf(50, 100), credits)).toBe('−50 credits (−50%)');
    expect(differenceText(differenceOf(5, 0), credits)).toBe('+5 credits, new: nothing before');
    expect(differenceText(differenceOf(5, -5), credits)).toBe('+10 credits');
    expect(differenceText(differenceOf(0, 0), credits)).toBe('nothing in either');
  });

  test('an estimate has as many digits as its interval leaves meaning to, and stays within it', () => {
    expect(roundedEstimate(1_234.5678, { low: 1_100, high: 1_400 })).toBe(1_235);
    expect(intervalText({ low: 0.123456, high: 0.223456 }, credits)).toBe('0.123 to 0.223');
    expect(roundedEstimate(7.25, { low: 7.25, high: 7.25 })).toBe(7.25);
    const amount = fc.double({ min: 0, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(amount, amount, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, part) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const value = low + (high - low) * part;
        const off = Math.abs(roundedEstimate(value, { low, high }) - value);
        expect(off).toBeLessThanOrEqual((high - low) * 0.01 + 1e-8 * Math.max(1, value));
      }),
    );
  });

  test('other currencies are named beside the one that is drawn, and never added', () => {
    const currencies = [
      { currency: 'USD', amount: 72 },
      { currency: 'EUR', amount: 45 },
      { currency: null, amount: 3 },
    ];
    const unit = { measure: 'cost', currency: 'EUR', mixed: true } as const;
    expect(othersText(currencies, unit)).toBe(
      'Only costs in EUR are drawn; currencies are never added. Others: $72.00, 3.00 with no currency named.',
    );
    expect(othersText([], unit)).toBe('');
  });
});
