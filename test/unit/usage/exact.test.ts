import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatNano, NANO } from '../../../shared/domain/decimal.ts';
import { cumulative, differenceOf, exactSum, exactUnits } from '../../../shared/usage/exact.ts';

/** Credits as logs have them: up to nine decimals, also below zero. */
const amount = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }).map((units) => Number(formatNano(units)));

test('a figure is its decimal, whatever its size', () => {
  expect(exactUnits(0.1)).toBe(100_000_000n);
  expect(exactUnits(-2.5e-7)).toBe(-250n);
  expect(exactUnits(0)).toBe(0n);
  // Tokens of a large platform: more than 64 bits of 10⁻⁹ units hold.
  expect(exactUnits(9_007_199_254_740_991)).toBe(9_007_199_254_740_991n * NANO);
  expect(exactUnits(1e21)).toBe(10n ** 30n);
});

test('sums lose nothing', () => {
  expect(exactSum([0.1, 0.2])).toBe(0.3);
  expect(cumulative([0.1, 0.2, -0.3, 1])).toEqual([0.1, 0.3, 0, 1]);
  expect(cumulative([])).toEqual([]);
});

test('the last running total is the sum, in whatever order', () => {
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 60 }), (values) => {
      const whole = exactSum(values);
      expect(cumulative(values).at(-1) ?? 0).toBe(whole);
      expect(exactSum(values.toReversed())).toBe(whole);
      expect(cumulative(values).length).toBe(values.length);
    }),
  );
});

test('every running total is the one before and the figure', () => {
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 40 }), (values) => {
      let before = 0n;
      for (const [at, total] of cumulative(values).entries()) {
        before += exactUnits(values[at] ?? 0);
        expect(formatNano(exactUnits(total))).toBe(formatNano(before));
      }
    }),
  );
});

test('a difference is exact and says which way', () => {
  expect(differenceOf(0.3, 0.1)).toEqual({ kind: 'up', by: '0.2', share: expect.closeTo(2, 9) });
  expect(differenceOf(75, 100)).toEqual({ kind: 'down', by: '-25', share: -0.25 });
  expect(differenceOf(5, 5)).toEqual({ kind: 'flat', by: '0', share: 0 });
  expect(differenceOf(5, 0)).toEqual({ kind: 'new', by: '5', share: null });
  expect(differenceOf(0, 0)).toEqual({ kind: 'none', by: '0', share: null });
  // Of refunds no share can be told.
  expect(differenceOf(5, -5)).toEqual({ kind: 'up', by: '10', share: null });
});
