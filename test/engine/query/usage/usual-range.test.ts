import { describe, expect, it } from 'vitest';
import { usualAmount, usualPeak } from '../../../../electron/engine/query/usage/usual-range.ts';
import { NEVER_CANCELLED } from '../aggregate/array-columns.ts';

describe('what is usual', () => {
  const of = (...amounts: number[]) =>
    usualAmount(amounts.length, (place) => amounts[place] ?? 0, NEVER_CANCELLED);

  it('of amounts is their median and the factor of it within which half of them are', () => {
    expect(of(7)).toEqual({ median: 7, factor: 1, count: 1 });
    expect(of(1, 2, 4, 100)).toEqual({ median: 2, factor: 2, count: 4 });
    expect(of(3, 3, 3, 3, 9_000)).toEqual({ median: 3, factor: 1, count: 5 });
    expect(of(1, 8, 8, 16, 64)).toEqual({ median: 8, factor: 2, count: 5 });
  });

  it('does not change when less than half are far off', () => {
    const usual = Array.from({ length: 60 }, (_, at) => 10 + at / 60);
    const { median, factor } = of(...usual, ...Array.from({ length: 40 }, (_, at) => 5_000 + at));
    expect(median).toBeLessThan(11);
    expect(factor).toBeLessThan(1.2);
  });

  it('of counts is their median and upper quartile, in any order', () => {
    const counts = Float64Array.from({ length: 10_000 }, (_, at) => (at * 7_919) % 61);
    const before = counts.slice();
    expect(usualPeak(counts)).toEqual({ median: 30, quartile: 45, count: 10_000 });
    expect(counts).toEqual(before);
    expect(usualPeak(Float64Array.of(4))).toEqual({ median: 4, quartile: 4, count: 1 });
  });
});
