import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Column, valueAt } from '../../../electron/engine/columns/column.ts';
import { NumberBuilder, TextBuilder } from '../../../electron/engine/columns/column-builder.ts';
import { withEncoded } from '../../../electron/engine/columns/encoded-column.ts';
import { keptRows } from '../../../electron/engine/columns/kept-rows.ts';

const number = fc.option(fc.oneof(fc.integer(), fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n })), {
  nil: null,
});
const text = fc.option(fc.oneof(fc.constantFrom('a', 'b', ''), fc.string({ unit: 'grapheme' })), {
  nil: null,
});
const marked = <T>(value: fc.Arbitrary<T>) =>
  fc.array(fc.tuple(value, fc.boolean()), { minLength: 1, maxLength: 600 });

function check<T>(rows: readonly (readonly [T, boolean])[], column: Column | null): void {
  const keep = Uint8Array.from(rows, ([, kept]) => (kept ? 1 : 0));
  const expected = rows.filter(([, kept]) => kept).map(([value]) => String(value));
  // Made from one that has its bytes for the index: those of other rows.
  const kept = column === null ? null : keptRows(withEncoded(column), keep, expected.length);
  expect(kept?.encoded).toBeUndefined();
  expect(expected.map((_, row) => String(valueAt(kept ?? undefined, row)))).toEqual(expected);
  expect(kept === null).toBe(expected.every((value) => value === 'null'));
  if (kept?.kind !== 'dictionary') return;
  // A dictionary holds nothing that no row has: distinct values are counted by it.
  expect(new Set(kept.codes)).toEqual(
    new Set([...kept.texts.map((_, index) => index + 1), ...(expected.includes('null') ? [0] : [])]),
  );
}

it('keeps the marked rows of a column of numbers, in order', () => {
  fc.assert(
    fc.property(marked(number), (rows) => {
      const builder = new NumberBuilder();
      for (const [value] of rows) builder.add(value);
      check(rows, builder.finish());
    }),
  );
});

it('keeps the marked rows of a column of texts, repeated or distinct', () => {
  fc.assert(
    fc.property(marked(text.filter((value) => value !== 'null')), (rows) => {
      const builder = new TextBuilder();
      for (const [value] of rows) builder.add(value);
      check(rows, builder.finish());
    }),
    { numRuns: 300 },
  );
});
