import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExpandedHeight, RowHeights, sameSight } from '../../../renderer/grid/row-heights.ts';

const LINE = 28;

const expandedRows = fc
  .uniqueArray(fc.record({ row: fc.nat(999), height: fc.integer({ min: 0, max: 900 }) }), {
    selector: ({ row }) => row,
    maxLength: 20,
  })
  .map((rows) => rows.toSorted((a, b) => a.row - b.row));

/** Adds heights up row by row. */
function naiveTop(rows: readonly ExpandedHeight[], row: number): number {
  let top = 0;
  for (let at = 0; at < row; at += 1) top += LINE + (rows.find((one) => one.row === at)?.height ?? 0);
  return top;
}

describe('heights of rows', () => {
  it('are those one gets by adding them up', () => {
    fc.assert(
      fc.property(expandedRows, fc.nat(1_000), (rows, row) => {
        const heights = new RowHeights(1_000, LINE, rows);
        expect(heights.top(row)).toBe(naiveTop(rows, row));
        expect(heights.height).toBe(naiveTop(rows, 1_000));
      }),
    );
  });

  it('tell which row is at a distance', () => {
    fc.assert(
      fc.property(
        expandedRows,
        fc.nat(999),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (rows, row, share) => {
          const heights = new RowHeights(1_000, LINE, rows);
          expect(heights.at(heights.top(row) + share * heights.of(row))).toBe(row);
        },
      ),
    );
  });

  it('have a row for every distance, also outside the list', () => {
    const heights = new RowHeights(10, LINE, [{ row: 9, height: 100 }]);
    expect([heights.at(-50), heights.at(1e9)]).toEqual([0, 9]);
    expect(new RowHeights(10, LINE, []).at(1e9)).toBe(9);
  });

  it('cost nothing for ten million rows', () => {
    const heights = new RowHeights(10_000_000, LINE, [{ row: 5_000_000, height: 300 }]);
    expect(heights.top(9_999_999)).toBe(9_999_999 * LINE + 300);
    expect(heights.at(5_000_000 * LINE + 200)).toBe(5_000_000);
    expect(heights.at(5_000_001 * LINE + 300)).toBe(5_000_001);
  });
});

describe('what is in sight', () => {
  it('stays when rows above are expanded or collapsed', () => {
    fc.assert(
      fc.property(expandedRows, expandedRows, fc.nat(999), fc.nat(LINE - 1), (before, after, row, within) => {
        const [old, next] = [new RowHeights(1_000, LINE, before), new RowHeights(1_000, LINE, after)];
        const moved = sameSight(old, next, old.top(row) + within);
        expect(moved).toBe(next.top(row) + within);
      }),
    );
  });

  it('stays when rows become taller, and when their order ends earlier', () => {
    const old = new RowHeights(100, 28, []);
    expect(sameSight(old, new RowHeights(100, 34, []), 28 * 50 + 14)).toBe(34 * 50 + 17);
    expect(sameSight(old, new RowHeights(10, 28, []), 28 * 50)).toBe(280);
  });

  it('is the row itself when what it showed is collapsed', () => {
    const old = new RowHeights(100, LINE, [{ row: 50, height: 400 }]);
    const next = new RowHeights(100, LINE, []);
    expect(sameSight(old, next, old.top(50) + 300)).toBe(next.top(50));
  });
});
