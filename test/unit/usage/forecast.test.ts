import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ComingDay, dailyModel, type PassedDay } from '../../../shared/usage/forecast.ts';
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
    expect(dailyModel(days([1, 2, 3, 4, 5, 6]))).toBeNull();
    expect(dailyModel(days([1, 2, 3, 4, 5, 6, 7]))).toMatchObject({
      method: 'mean',
      days: 7,
      freedom: 6,
    });
  });

  test('one mean for all days while there are less than three weeks, by the formula', () => {
    const found = dailyModel(days([4, 6, 5, 5, 4, 6, 5]))?.total([{ weekday: 6, share: 0.5 }]);
    // Mean 5; squares of the residuals 4, over 6 degrees: s² = 2/3; t = 1.43976.
    const reach = 1.43976 * Math.sqrt((2 / 3) * (0.5 + 0.25 / 7));
    expect(found?.expected).toBe(2.5);
    expect(found?.high).toBeCloseTo(2.5 + reach, 3);
    expect(found?.low).toBeCloseTo(2.5 - reach, 3);
  });

  test('from three weeks on a weekend is expected to be one', () => {
    const office = [10, 10, 10, 10, 10, 0, 0];
    const model = dailyModel(days([...office, ...office, ...office, ...office]));
    expect(model?.method).toBe('weekday');
    expect(week.map((day) => model?.total([day]).expected)).toEqual(office);
    expect(model?.total(week)).toEqual({ expected: 50, low: 50, high: 50 });
  });

  test('no more than eight weeks count', () => {
    const model = dailyModel(days([...Array(70).fill(1000), ...Array(56).fill(1)]));
    expect(model).toMatchObject({ days: 56 });
    expect(model?.total(week).expected).toBeCloseTo(7, 9);
  });

  test('a sum is not expected below zero, unless refunds were seen', () => {
    const wild = [0, 0, 0, 0, 0, 0, 100, 0, 0, 0, 0, 0, 0, 0];
    const [monday] = week;
    if (monday === undefined) throw new Error('a week has a Monday');
    expect(dailyModel(days(wild))?.total([monday]).low).toBe(0);
    expect(dailyModel(days([...wild, -50]))?.total([monday]).low).toBeLessThan(0);
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
        const model = dailyModel(days(values));
        const tenfold = dailyModel(days(values.map((one) => one * 10)));
        if (model === null || tenfold === null) throw new Error('seven days are enough');
        let before = 0;
        let sum = 0;
        for (const [at, day] of coming.entries()) {
          const { expected, low, high } = model.total(coming.slice(0, at + 1));
          sum += model.total([day]).expected;
          expect(expected).toBeCloseTo(sum, 3);
          expect(low).toBeLessThanOrEqual(expected);
          expect(high - expected).toBeGreaterThanOrEqual(before);
          before = high - expected;
          expect(tenfold.total(coming.slice(0, at + 1)).high).toBeCloseTo(high * 10, 2);
        }
        expect(model.total([])).toEqual({ expected: 0, low: 0, high: 0 });
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
      const model = dailyModel(days(Array.from({ length }, (_, at) => dayOf(at))));
      const came = Array.from({ length: 14 }, (_, at) => dayOf(at)).reduce((sum, value) => sum + value, 0);
      const { low, high } = model?.total([...week, ...week]) ?? { low: 0, high: 0 };
      if (came >= low && came <= high) within += 1;
    }
    expect(within / 2_000).toBeGreaterThan(0.77);
    expect(within / 2_000).toBeLessThan(0.83);
  }
});
