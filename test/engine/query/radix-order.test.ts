import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortByKeys } from '../../../electron/engine/query/radix-order.ts';

const quiet = { throwIfCancelled: () => undefined };
const word = fc.oneof(
  fc.nat(3),
  fc.integer({ min: 0, max: 0xffff_ffff }),
  fc.constantFrom(2_047, 2_048, 0x8000_0000),
);

describe('sorting positions by keys', () => {
  it('is stable, by the high word and then the low one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, word), { maxLength: 50 }),
        fc.boolean(),
        fc.nat(),
        (keys, wide, from) => {
          const low = Uint32Array.from(keys, ([, lower]) => lower);
          const high = wide ? Uint32Array.from(keys, ([upper]) => upper) : null;
          // Some of the positions, in any order.
          const positions = Uint32Array.from(keys.keys()).filter(
            (position) => (position * 7 + from) % 3 !== 0,
          );
          positions.reverse();
          const expected = [...positions].sort((a, b) => {
            const upper = (high?.[a] ?? 0) - (high?.[b] ?? 0);
            return upper === 0 ? (low[a] ?? 0) - (low[b] ?? 0) : upper;
          });
          expect([...sortByKeys(positions, { low, high }, quiet)]).toEqual(expected);
        },
      ),
    );
  });
});
