import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Column, valueAt } from '../../../electron/engine/columns/column.ts';
import { NumberBuilder, TextBuilder } from '../../../electron/engine/columns/column-builder.ts';
import { decodeColumn, encodeColumn } from '../../../electron/engine/columns/column-codec.ts';

const texts = fc.array(
  fc.option(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('a', 'b', '')), { nil: null }),
  { minLength: 1, maxLength: 700 },
);
const numbers = fc.array(
  fc.option(
    fc.oneof(
      fc.integer(),
      fc.integer({ min: -127, max: 127 }),
      fc.maxSafeInteger(),
      fc.integer().map((number) => number * 1e6),
      fc.integer({ min: 0, max: 1e6 }).map((second) => 1_793_000_000_000_000 + second * 1_000),
      fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n }),
    ),
    { nil: null },
  ),
  { minLength: 1, maxLength: 300 },
);

function builtTexts(values: readonly (string | null)[]): Column | null {
  const builder = new TextBuilder();
  for (const value of values) builder.add(value);
  return builder.finish();
}

function builtNumbers(values: readonly (number | bigint | null)[]): Column | null {
  const builder = new NumberBuilder();
  for (const value of values) builder.add(value);
  return builder.finish();
}

function valuesOf(column: Column | null, count: number): string[] {
  return Array.from({ length: count }, (_, row) => String(valueAt(column ?? undefined, row)));
}

describe('columns of the index', () => {
  it('give back every text, also from their bytes', () => {
    fc.assert(
      fc.property(texts, (values) => {
        const wanted = values.map(String);
        const column = builtTexts(values);
        expect(valuesOf(column, values.length)).toEqual(wanted);
        if (column === null) return;
        const stored = decodeColumn(encodeColumn(column), values.length);
        expect(valuesOf(stored, values.length)).toEqual(wanted);
      }),
      { numRuns: 300 },
    );
  });

  it('give back every number, also from their bytes, whatever its size', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const wanted = values.map(String);
        const column = builtNumbers(values);
        expect(valuesOf(column, values.length)).toEqual(wanted);
        if (column === null) return;
        const stored = decodeColumn(encodeColumn(column), values.length);
        expect(valuesOf(stored, values.length)).toEqual(wanted);
      }),
      { numRuns: 500 },
    );
  });

  it('take one byte a value where that is enough, and none where all are the same', () => {
    const credits = builtNumbers([2_000_000_000n, 40_000_000_000n, null]);
    expect(credits).toMatchObject({ kind: 'number', scale: 1e9, values: Int8Array.of(2, 40, -128) });
    const models = builtTexts(Array.from({ length: 60_000 }, () => 'gpt-4o'));
    expect(models === null ? 0 : encodeColumn(models).length).toBeLessThan(64);
  });

  it('refuse bytes that are no column, and never crash on any', () => {
    const column = builtTexts(['a', 'b', null, 'a']);
    if (column === null) throw new Error('The column is empty.');
    const bytes = encodeColumn(column);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => decodeColumn(bytes.subarray(0, length), 4)).toThrow();
    }
    expect(() => decodeColumn(bytes, 5)).toThrow('another number of rows');
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 200 }), fc.nat(50), (junk, count) => {
        try {
          decodeColumn(junk, count);
        } catch (error) {
          expect(error instanceof RangeError || error instanceof TypeError).toBe(true);
        }
      }),
    );
  });
});
