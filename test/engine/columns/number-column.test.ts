import { expect, it } from 'vitest';
import { encodedColumn, withEncoded } from '../../../electron/engine/columns/encoded-column.ts';
import { narrowNumbers } from '../../../electron/engine/columns/narrow-numbers.ts';
import { numberColumn } from '../../../electron/engine/columns/number-column.ts';

it('a column of numbers that is no longer what it was made as is not handed on', () => {
  const offsets = narrowNumbers(Float64Array.of(9_436_955, 9_437_279));
  expect(withEncoded(offsets)).toMatchObject({ base: 0, scale: 1 });
  Object.assign(offsets, { base: 1_767_275_144_800_000 });
  expect(() => encodedColumn(offsets)).toThrow(/changed in memory after they were read/);
});

it('a column keeps its bytes for the index, and is plain data for other threads', () => {
  const column = withEncoded(numberColumn(Int8Array.of(1, 2), 1_000, 10));
  const received = structuredClone(column);
  expect(received).toMatchObject({ kind: 'number', base: 1_000, scale: 10, values: Int8Array.of(1, 2) });
  expect(encodedColumn(received)).toBe(received.encoded);
});
