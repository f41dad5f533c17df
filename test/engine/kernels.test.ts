import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { narrowNumbers } from '../../electron/engine/columns/narrow-numbers.ts';
import { CellTable } from '../../electron/engine/import/parse/cell-table.ts';
import { lexCsv } from '../../electron/engine/import/parse/csv-lexer.ts';
import { DistinctNumbers } from '../../electron/engine/import/parse/distinct-numbers.ts';
import { IdMap, UNSET } from '../../electron/engine/import/parse/id-map.ts';
import { InternTable } from '../../electron/engine/import/parse/intern-table.ts';
import { narrowRows } from '../../electron/engine/import/parse/narrow-rows.ts';
import { RecordIdentity, wordsOf } from '../../electron/engine/import/parse/record-identity.ts';
import { compileKernels } from '../../electron/engine/kernels/compile.ts';
import { KernelMemory } from '../../electron/engine/kernels/kernel-memory.ts';
import { KernelFloats, KernelWords } from '../../electron/engine/kernels/kernel-rows.ts';

const DIALECT = { delimiter: ',', quote: '"', newline: '\n', escape: 'doubled' } as const;

describe('the kernels that are kept', () => {
  it('are what their sources compile to', async () => {
    const kept = new URL('../../electron/engine/kernels/kernel-module.ts', import.meta.url);
    expect(readFileSync(kept, 'utf8')).toBe(await compileKernels());
  });
});

/** A table of records whose cells have the given lengths. */
function lexed(bytes: Buffer, width: number, rows: number): CellTable {
  const table = new CellTable(new KernelMemory(), width, rows);
  expect(lexCsv(bytes, 0, 1, true, DIALECT, table)).toMatchObject({ end: bytes.length, why: 'end' });
  return table;
}

describe('the memory of kernels', () => {
  it('gives out places that do not overlap, at multiples of 64, and uses those that were given back', () => {
    const memory = new KernelMemory();
    const sizes = [1, 64, 65, 100_000, 3_000_000, 0];
    const places = sizes.map((size) => ({ at: memory.take(size), size }));
    for (const { at } of places) expect(at % 64).toBe(0);
    for (const [index, { at, size }] of places.entries()) {
      for (const other of places.slice(index + 1)) expect(at + size <= other.at || other.at < at).toBe(true);
    }
    expect(memory.bytes.length).toBeGreaterThan(3_000_000);
    memory.give(places[4]?.at ?? 0, 3_000_000);
    expect(memory.take(2_900_000)).toBe(places[4]?.at);
  });
});

describe('numbers for equal cells', () => {
  const text = fc.oneof(
    fc.constantFrom('', 'a', 'b', 'x'.repeat(15), 'x'.repeat(16), 'x'.repeat(17), `${'x'.repeat(31)}é`),
    fc.nat(2_000).map((n) => `${'long-'.repeat(n % 20)}${n}`),
    fc.nat(40).map((n) => 'z'.repeat(n)),
  );

  it('are those a map gives, over blocks and while the table grows', () => {
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 1, maxLength: 700 }), { maxLength: 3 }), (blocks) => {
        const memory = new KernelMemory();
        const table = new CellTable(memory, 2, 1_000);
        const interned = new InternTable(memory);
        const ids = new KernelWords(memory, 1_000);
        const known = new Map<string, number>();
        for (const cells of blocks) {
          lexCsv(Buffer.from(cells.map((cell) => `${cell},1\n`).join('')), 0, 1, true, DIALECT, table);
          const before = known.size;
          const expected = cells.map((cell) => {
            const id = known.get(cell) ?? known.size;
            known.set(cell, id);
            return id;
          });
          const { fresh, met } = interned.cells(table, 0, ids);
          expect([...fresh]).toEqual(
            Array.from({ length: known.size - before }, (_, n) => expected.indexOf(before + n)),
          );
          expect([...met]).toEqual([...new Set(expected)]);
          expect([...ids.values.subarray(0, cells.length)]).toEqual(expected);
          expect(interned.count).toBe(known.size);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are given anew after all were forgotten', () => {
    const memory = new KernelMemory();
    const table = new CellTable(memory, 1, 2_000);
    const interned = new InternTable(memory);
    const ids = new KernelWords(memory, 2_000);
    const cells = (from: number) =>
      Array.from({ length: 2_000 }, (_, n) => `cell number ${from + n}\n`).join('');
    lexCsv(Buffer.from(cells(0)), 0, 1, true, DIALECT, table);
    expect(interned.cells(table, 0, ids).fresh).toHaveLength(2_000);
    interned.forget();
    lexCsv(Buffer.from(cells(1_000)), 0, 1, true, DIALECT, table);
    expect(interned.cells(table, 0, ids).fresh).toHaveLength(2_000);
    expect(interned.cells(table, 0, ids).fresh).toHaveLength(0);
    expect(ids.values[1_999]).toBe(1_999);
  });
});

describe('identities of the records of a table', () => {
  it('are those of each record alone', () => {
    const record = fc.stringMatching(/^[a-zé ,]{1,90}$/);
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 40 }), (records) => {
        const bytes = Buffer.from(records.map((text) => `${text}\n`).join(''));
        const table = lexed(bytes, 91, records.length);
        const identity = new RecordIdentity(['any', 'context']);
        const expected = new Uint32Array(records.length * 2);
        let from = 0;
        for (const [row, text] of records.entries()) {
          const to = from + Buffer.byteLength(text);
          identity.ofBytes(wordsOf(bytes), from, to, expected, row);
          from = to + 1;
        }
        expect(identity.ofRecords(table)).toEqual(expected);
      }),
    );
  });
});

describe('the numbers of rows', () => {
  const number = fc.oneof(
    { weight: 3, arbitrary: fc.constant(Number.NaN) },
    { weight: 3, arbitrary: fc.integer({ min: -130, max: 130 }) },
    { weight: 2, arbitrary: fc.integer({ min: -40_000, max: 40_000 }).map((n) => n * 1_000) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 100_000 }).map((n) => 1.7e15 + n * 1_000) },
    { weight: 1, arbitrary: fc.maxSafeInteger() },
  );
  const numbers = fc.oneof(
    fc.array(number, { minLength: 1, maxLength: 40 }),
    fc.array(
      fc.integer({ min: 0, max: 90_000 }).map((n) => 1.7e15 + n * 1_000),
      { minLength: 1, maxLength: 40 },
    ),
    fc.array(fc.constantFrom(5e9, -7e11, 1e18 / 1e3, Number.NaN), { minLength: 1, maxLength: 9 }),
  );

  it('are narrowed as they are elsewhere', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const table = lexed(Buffer.from('x\n'.repeat(values.length)), 1, values.length);
        const floats = new KernelFloats(table.memory, values.length + 1);
        floats.values.set(values);
        const all = values.every((value) => Number.isNaN(value));
        expect(narrowRows(table, floats.at)).toEqual(all ? null : narrowNumbers(Float64Array.from(values)));
      }),
      { numRuns: 500 },
    );
  });
});

describe('what follows from the numbers of rows', () => {
  it('is filled in where rows have nothing yet, and found once each, as maps and sets do it', () => {
    const number = fc.nat(40);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(number, fc.nat(3)), { minLength: 1, maxLength: 300 }),
        fc.array(fc.nat(6), { minLength: 41, maxLength: 41 }),
        fc.boolean(),
        (rows, follows, isSame) => {
          const memory = new KernelMemory();
          const table = new CellTable(memory, 1, 300);
          const [ids, into] = [new KernelWords(memory, 300), new KernelWords(memory, 300)];
          const map = new IdMap(memory);
          ids.values.set(rows.map(([id]) => id));
          into.values.set(rows.map(([, has]) => has));
          const own = isSame ? 0 : ids.at;
          const idsOfRows = rows.map(([id]) => (isSame ? 0 : id));
          map.makeRoom(41);
          const count = memory.kernels.missingIds(into.at, own, rows.length, map.at, table.scratch.fresh.at);
          const missing = [...table.scratch.fresh.values.slice(0, count)];
          expect(missing).toEqual([...new Set(idsOfRows.filter((_, row) => rows[row]?.[1] === 0))]);
          for (const id of missing) map.set(id, follows[id] ?? 0);
          const filled = rows.map(([, has], row) => (has === 0 ? (follows[idsOfRows[row] ?? 0] ?? 0) : has));
          expect(memory.kernels.fillIds(into.at, own, rows.length, map.at)).toBe(
            filled.filter((one) => one === 0).length,
          );
          expect([...into.values.slice(0, rows.length)]).toEqual(filled);
          const distinct = new DistinctNumbers(memory);
          for (let again = 0; again < 2; again += 1) {
            expect([...distinct.of(table, into.at, rows.length, 7)]).toEqual([...new Set(filled)]);
          }
          for (const [id, one] of follows.entries()) map.set(id, one);
          const met = Uint32Array.from(new Set(rows.map(([id]) => id)));
          expect([...distinct.ofMapped(table, met, map, 7)]).toEqual([
            ...new Set([...met].map((id) => follows[id])),
          ]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is kept while there are more numbers, and forgotten at once', () => {
    const map = new IdMap(new KernelMemory());
    for (let id = 0; id < 100_000; id += 7) map.set(id, id + 1);
    for (let id = 0; id < 100_000; id += 1) expect(map.get(id)).toBe(id % 7 === 0 ? id + 1 : UNSET);
    map.forget();
    expect([map.get(0), map.get(7), map.get(99_995)]).toEqual([UNSET, UNSET, UNSET]);
  });
});
