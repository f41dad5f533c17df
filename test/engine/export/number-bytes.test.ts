import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  InstantPrinter,
  NUMBER_BYTES,
  writeDecimal,
  writeInteger,
} from '../../../electron/engine/export/number-bytes.ts';
import { formatNano } from '../../../shared/domain/decimal.ts';
import { toIso } from '../../../shared/time/format.ts';

const integers = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer(),
  fc.integer({ min: -20, max: 20 }),
  // Around every power of ten, where the number of digits and the parts of a decimal change.
  fc
    .tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: -2, max: 2 }), fc.integer({ min: -9, max: 9 }))
    .map(([power, near, times]) => times * 10 ** power + near)
    .filter(Number.isSafeInteger),
);

function written(write: (out: Uint8Array, at: number) => number): string {
  const out = new Uint8Array(NUMBER_BYTES + 3).fill(0x23);
  return Buffer.from(out.subarray(3, write(out, 3))).toString('latin1');
}

describe('numbers as bytes', () => {
  it('are integers as String writes them', () => {
    fc.assert(
      fc.property(integers, (value) => {
        expect(written((out, at) => writeInteger(out, at, value))).toBe(String(value));
      }),
      { numRuns: 5_000 },
    );
  });

  it('are decimals with every digit and none too many', () => {
    fc.assert(
      fc.property(integers, (nano) => {
        expect(written((out, at) => writeDecimal(out, at, nano))).toBe(formatNano(BigInt(nano)));
      }),
      { numRuns: 5_000 },
    );
  });

  it('are instants in the one ISO form, days apart and together', () => {
    const printer = new InstantPrinter();
    const micros = fc.oneof(
      integers,
      fc
        .tuple(fc.integer({ min: -100_000, max: 100_000 }), fc.integer({ min: -2, max: 2 }))
        .map(([day, near]) => day * 86_400_000_000 + near),
    );
    fc.assert(
      fc.property(micros, (value) => {
        expect(written((out, at) => printer.write(out, at, value))).toBe(toIso(value));
      }),
      { numRuns: 5_000 },
    );
  });
});
