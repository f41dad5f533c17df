import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectEncoding } from '../../../electron/engine/import/decode/text-encoding.ts';
import { parseContainer } from '../../../electron/engine/import/normalise/details.ts';
import { jsonText } from '../../../electron/engine/import/normalise/json-text.ts';
import { CellTable } from '../../../electron/engine/import/parse/cell-table.ts';
import { CsvColumns } from '../../../electron/engine/import/parse/csv-columns.ts';
import { lexCsv } from '../../../electron/engine/import/parse/csv-lexer.ts';
import { EmbeddedValues } from '../../../electron/engine/import/parse/embedded-values.ts';
import { RowValues } from '../../../electron/engine/import/parse/row-values.ts';
import {
  parseMemberPath,
  valueAt,
  valueInside,
} from '../../../electron/engine/import/profile/member-path.ts';
import { KernelMemory } from '../../../electron/engine/kernels/kernel-memory.ts';

const DIALECT = { delimiter: ',', quote: '"', newline: '\n', escape: 'doubled' } as const;
const MOST_ROWS = 400;

const name = fc.constantFrom('a', 'b', 'Name', '0', '1', 'length', '__proto__', 'é');
/** Values as logs write them, some of which are the same for who looks at texts, and some that kernels leave to others. */
const written = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('null', 'true', '5', '"5"', '1.50', '1e3', '-0', '12345678901234567890', '""', '" "'),
    fc.constantFrom(
      '"x"',
      '" x "',
      '"\\n"',
      '"\\u0041"',
      '"é"',
      '"\\ud800"',
      '"{\\"a\\":\\"in\\"}"',
      '"[1, 2]"',
    ),
    fc.nat(50).map((n) => `"some text of more than sixteen bytes ${n}"`),
    fc.array(tie('value'), { maxLength: 3 }).map((all) => `[${all.join(',')}]`),
    fc
      .array(fc.tuple(name, tie('value')), { maxLength: 4 })
      .map((all) => `{${all.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(', ')}}`),
  ),
})).value;
const cell = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(written, written).map(([a, b]) => `{"a":${a},"b":${b},"Name":"x"}`) },
  { weight: 2, arbitrary: written },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      ' ',
      '{a=b}',
      '{"a":1',
      '[1] x',
      ' {"a":"blank before"}',
      '{"a":2}\u00a0',
      '{}',
    ),
  },
);
const keys = fc
  .tuple(fc.constantFrom('a', 'b', 'Name', '0'), fc.array(name, { maxLength: 2 }))
  .map(([first, others]) => [first, ...others]);

describe.each(['utf-8', 'windows-1252'])('values in the JSON of cells, in %s', (label) => {
  const encoding = detectEncoding(Buffer.from('x'), true, 'log.csv', label);
  const bytesOf = (text: string) => Buffer.from(text, label === 'utf-8' ? 'utf8' : 'latin1');

  it('are those that JSON.parse gives, from block to block, and equal ones have a number', () => {
    let found = 0;
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 4 }),
        fc.array(keys, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        (blocks, paths, forgets) => {
          const table = new CellTable(new KernelMemory(), 2, MOST_ROWS);
          const columns = new CsvColumns(
            { encoding, shape: { dialect: DIALECT }, blockRows: MOST_ROWS },
            table,
          );
          const cells = columns.cells(0);
          const all = paths.map((path) => new EmbeddedValues(columns, cells, path, MOST_ROWS));
          for (const [number, block] of blocks.entries()) {
            const bytes = bytesOf(block.map((text) => `"${text.replaceAll('"', '""')}",x\n`).join(''));
            expect(lexCsv(bytes, 0, 1, true, DIALECT, table).end).toBe(bytes.length);
            columns.begin(bytes, table);
            for (const [index, values] of all.entries()) {
              // Some are not asked for in each block, as better ones are there.
              if ((number + index) % 3 === 1) continue;
              values.take();
              found += expectValues(values, block, paths[index] ?? []);
            }
            if (forgets) for (const one of [cells, ...all]) one.forget();
          }
        },
      ),
      { numRuns: 1_500 },
    );
    expect(found).toBeGreaterThan(5_000);
  });
});

it('a value stays what it is while the cells of another column are looked into', () => {
  // So many that there is no room left beside those of the first column.
  const rows = 65_536;
  const encoding = detectEncoding(Buffer.from('x'), true, 'log.csv', 'utf-8');
  const table = new CellTable(new KernelMemory(), 2, rows);
  const columns = new CsvColumns({ encoding, shape: { dialect: DIALECT }, blockRows: rows }, table);
  // What begins like JSON is looked into, and then is a text that names the member.
  const text = '[true x]';
  const bytes = Buffer.from(
    [{ [text]: { v: 'found' } }, text]
      .map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))
      .map((one) => `"${one.replaceAll('"', '""')}"`)
      .join(','),
  );
  lexCsv(Buffer.concat([bytes, Buffer.from('\n')]), 0, 1, true, DIALECT, table);
  columns.begin(bytes, table);
  const path = parseMemberPath('first[$second].v') ?? [];
  const values = new RowValues([path], {
    cells: (named) => columns.cells(named === 'first' ? 0 : 1),
    inside: (cells, keys) => new EmbeddedValues(columns, cells, keys, rows),
  });
  for (const part of values.parts) part.take();
  expect(
    valueAt(
      path,
      values.rowOf((part) => part.ids.values[0] ?? -1),
    ),
  ).toBe('found');
});

/** Expects the values of a block to be those of its cells. Returns how many there are. */
function expectValues(values: EmbeddedValues, block: readonly string[], path: readonly string[]): number {
  const ids = values.ids.values.slice(0, block.length);
  const numbers = new Map<string, number>();
  const texts = new Map<string, number>();
  for (const [row, text] of block.entries()) {
    const id = ids[row] ?? -1;
    const value = valueInside(parseContainer(text.trim()), path);
    expect(JSON.stringify(values.valueOf(id))).toBe(JSON.stringify(value));
    const whole = value === undefined || value === null ? '' : jsonText(value).trim();
    expect(values.textOf(id)).toBe(whole === '' ? null : whole);
    if (typeof value === 'string') {
      // Strings that are equal are written the same, as far as kernels read them.
      const known = numbers.get(value) ?? id;
      expect(known).toBe(id);
      numbers.set(value, id);
    }
  }
  for (const id of new Set(ids)) {
    const text = values.textOf(id);
    if (text !== null && values.areOwn) expect(texts.get(text) ?? id).toBe(id);
    if (text !== null) texts.set(text, id);
  }
  expect([...values.met]).toEqual([...new Set(ids)]);
  expect(values.isEmpty).toBe(ids.every((id) => id === 0));
  return ids.filter((id) => id !== 0).length;
}
