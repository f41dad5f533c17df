import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isWordwise, narrowToOneByte } from '../../../electron/engine/query/narrow-bytes.ts';

const byte = fc.oneof(fc.constantFrom(0, 1, 127, 128, 254, 255), fc.integer({ min: 0, max: 255 }));

it('keeps just the positions of one code, whatever lies beside them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(byte, fc.boolean()), { maxLength: 70 }),
      byte,
      fc.nat(3),
      (rows, wanted, skipped) => {
        const from = skipped * 4;
        const codes = Uint8Array.from([
          ...new Array<number>(from).fill(wanted),
          ...rows.map(([code]) => code),
          7,
          7,
          7,
        ]);
        const mask = Uint8Array.from(rows, ([, kept]) => (kept ? 1 : 0));
        expect(isWordwise(mask, codes, from)).toBe(true);
        narrowToOneByte(mask, codes, from, wanted);
        expect([...mask]).toEqual(rows.map(([code, kept]) => (kept && code === wanted ? 1 : 0)));
      },
    ),
    { numRuns: 1_000 },
  );
});
