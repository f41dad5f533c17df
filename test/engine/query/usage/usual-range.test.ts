import { describe, expect, it } from 'vitest';
import { quartilesOf, quartilesOfCounts } from '../../../../electron/engine/query/usage/usual-range.ts';

describe('quartiles', () => {
  it('are amounts that occur, by the nearest rank', () => {
    const of = (...amounts: number[]) => quartilesOf(amounts.length, (place) => amounts[place] ?? 0);
    expect(of(7)).toEqual({ lower: 7, median: 7, upper: 7, count: 1 });
    expect(of(1, 2, 3, 10)).toEqual({ lower: 1, median: 2, upper: 3, count: 4 });
    expect(of(1, 2, 3, 4, 5)).toEqual({ lower: 2, median: 3, upper: 4, count: 5 });
  });

  it('of many counts are the same whether they are tallied or sorted', () => {
    const counts = Float64Array.from({ length: 10_000 }, (_, at) => (at * 7_919) % 61);
    const before = counts.slice();
    const tallied = quartilesOfCounts(counts);
    expect(tallied).toEqual({ lower: 15, median: 30, upper: 45, count: 10_000 });
    expect(counts).toEqual(before);
    const withOneLarge = Float64Array.from([...counts, 1e9]);
    expect(quartilesOfCounts(withOneLarge)).toEqual({ ...tallied, count: 10_001 });
  });
});
