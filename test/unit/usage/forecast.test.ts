import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ComingDay, forecast, type PassedDay } from '../../../shared/usage/forecast.ts';
import { tQuantile90 } from '../../../shared/usage/student-t.ts';

/** Days from a Monday on. */
const days = (values: readonly number[]): PassedDay[] =>
  values.map((value, at) => ({ value, weekday: (at % 7) + 1 }));
const week: readonly ComingDay[] = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, share: 1 }));

test('the quantile of Student’s t is that of the tables', () => {
  const known = [
    [5, 1.4759],
    [6, 1.4398],
    [10, 1.3722],
    [20, 1.3253],
    [30, 1.3104],
    [49, 1.2991],
  ] as const;
  for (const [freedom, quantile] of known) expect(tQuantile90(freedom)).toBeCloseTo(quantile, 3);
});

describe('what is expected', () => {
  test('six days are too few, seven are enough', () => {
    expect(forecast(days([1, 2, 3, 4, 5, 6]), week)).toBeNull();
    expect(forecast(days([1, 2, 3, 4, 5, 6, 7]), week)).toMatchObject({
      method: 'mean',
      days: 7,
      freedom: 6,
    });
  });

  test('one mean for all days while there are less than three weeks, by the formula', () => {
    const found = forecast(days([4, 6, 5, 5, 4, 6, 5]), [{ weekday: 6, share: 0.5 }]);
    // Mean 5; squares of the residuals 4, over 6 degrees: s² = 2/3; t = 1.43976.
    const reach = 1.43976 * Math.sqrt((2 / 3) * (0.5 + 0.25 / 7));
    expect(found?.running[0]?.expected).toBe(2.5);
    expect(found?.running[0]?.high).toBeCloseTo(2.5 + reach, 3);
    expect(found?.running[0]?.low).toBeCloseTo(2.5 - reach, 3);
  });

  test('from three weeks on a weekend is expected to be one', () => {
    const office = [10, 10, 10, 10, 10, 0, 0];
    const found = forecast(days([...office, ...office, ...office, ...office]), week);
    expect(found?.method).toBe('weekday');
    expect(found?.single.map(({ expected }) => expected)).toEqual(office);
    expect(found?.running.at(-1)).toEqual({ expected: 50, low: 50, high: 50 });
  });

  test('no more than eight weeks count', () => {
    const found = forecast(days([...Array(70).fill(1000), ...Array(56).fill(1)]), week);
    expect(found).toMatchObject({ days: 56 });
    expect(found?.running.at(-1)?.expected).toBeCloseTo(7, 9);
  });

  test('a sum is not expected below zero, unless refunds were seen', () => {
    const wild = [0, 0, 0, 0, 0, 0, 100, 0, 0, 0, 0, 0, 0, 0];
    expect(forecast(days(wild), week)?.running[0]?.low).toBe(0);
    expect(forecast(days([...wild, -50]), week)?.running[0]?.low).toBeLessThan(0);
  });
});

test('whatever the days: bounds hold the expectation, reach further with every day, and scale with the unit', () => {
  const value = fc.integer({ min: 0, max: 1_000_000 });
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 7, maxLength: 80 }),
      fc.integer({ min: 1, max: 31 }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      (values, ahead, share) => {
        const coming = Array.from({ length: ahead }, (_, at) => ({
          weekday: ((values.length + at) % 7) + 1,
          share: at === 0 ? share : 1,
        }));
        const found = forecast(days(values), coming);
        const tenfold = forecast(days(values.map((one) => one * 10)), coming);
        if (found === null || tenfold === null) throw new Error('seven days are enough');
        expect(found.running).toHaveLength(ahead);
        let before = -1;
        for (const [at, { expected, low, high }] of found.running.entries()) {
          expect(low).toBeLessThanOrEqual(expected);
          expect(high).toBeGreaterThanOrEqual(expected);
          expect(high - expected).toBeGreaterThanOrEqual(before);
          before = high - expected;
          expect(tenfold.running[at]?.high).toBeCloseTo(high * 10, 3);
        }
        const single = found.single.reduce((sum, { expected }) => sum + expected, 0);
        expect(found.running.at(-1)?.expected).toBeCloseTo(single, 3);
      },
    ),
  );
});

test('of days as the model takes them to be, 80 % of the totals lie within the interval', () => {
  // A generator with a fixed seed (Lehmer), and normal days from it (Box and Muller).
  let state = 20_261_030;
  const uniform = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const dayOf = (at: number) => (at % 7 < 5 ? 1_000 : 300) + 60 * normal();
  for (const length of [28, 56]) {
    let within = 0;
    for (let run = 0; run < 2_000; run += 1) {
      const found = forecast(days(Array.from({ length }, (_, at) => dayOf(at))), [...week, ...week]);
      const came = Array.from({ length: 14 }, (_, at) => dayOf(at)).reduce((sum, value) => sum + value, 0);
      const { low, high } = found?.running.at(-1) ?? { low: 0, high: 0 };
      if (came >= low && came <= high) within += 1;
    }
    expect(within / 2_000).toBeGreaterThan(0.77);
    expect(within / 2_000).toBeLessThan(0.83);
  }
});
