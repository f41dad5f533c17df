import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countMatches, matchesBefore, selectMatch } from '../../../electron/engine/query/counted-matches.ts';
import { allInOrder, pageOf, pickMatches } from '../../../electron/engine/query/ordered-matches.ts';

const quiet = { throwIfCancelled: () => undefined };

/** Masks from empty to full, over several blocks. */
const mask = fc
  .tuple(fc.integer({ min: 0, max: 5_000 }), fc.constantFrom(1, 2, 7, 900), fc.nat(2), fc.nat(3))
  .map(([length, every, shift, skip]) => {
    // Neither the place of the array nor its length need be a multiple of anything.
    const bytes = new Uint8Array(length + skip).subarray(skip);
    return bytes.map((_, position) => (position % every >= shift && every > shift ? 1 : 0));
  });

describe('matches of a filter', () => {
  it('are counted, and found by their place among each other', () => {
    fc.assert(
      fc.property(mask, (marks) => {
        const positions = [...marks.keys()].filter((position) => marks[position] === 1);
        const matches = countMatches(marks);
        expect(matches.count).toBe(positions.length);
        for (const rank of [0, 1, 500, positions.length - 1]) {
          const position = positions[rank];
          if (position === undefined) continue;
          expect(selectMatch(matches, rank)).toBe(position);
          expect(matchesBefore(matches, position)).toBe(rank);
        }
        expect(matchesBefore(matches, marks.length)).toBe(positions.length);
      }),
    );
  });

  it('come in the order of a column, those without a value last in both directions', () => {
    fc.assert(
      fc.property(mask, fc.boolean(), fc.nat(), fc.nat(6_000), (marks, inPlace, share, offset) => {
        const valued = marks.length === 0 ? 0 : share % (marks.length + 1);
        const ids = [...marks.keys()];
        // Any order of those with a value; here, backwards.
        const order = inPlace ? ids : [...ids.slice(0, valued).reverse(), ...ids.slice(valued)];
        const column = { positions: inPlace ? null : Uint32Array.from(order), valued };
        const ordered = pickMatches(countMatches(marks), column, quiet);
        const matching = (positions: number[]) => positions.filter((position) => marks[position] === 1);
        const expected = { false: matching(order), true: [] as number[] };
        expected.true = [
          ...matching(order.slice(0, valued)).reverse(),
          ...matching(order.slice(valued)).reverse(),
        ];
        for (const descending of [false, true]) {
          expect([...allInOrder(ordered, descending)]).toEqual(expected[`${descending}`]);
          expect([...pageOf(ordered, descending, offset, 20)]).toEqual(
            expected[`${descending}`].slice(offset, offset + 20),
          );
        }
      }),
    );
  });
});
