import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { CellTable } from '../../../electron/engine/import/parse/cell-table.ts';
import { lexCsv } from '../../../electron/engine/import/parse/csv-lexer.ts';
import { HeldJson } from '../../../electron/engine/import/parse/held-json.ts';
import {
  type MemberPath,
  memberOf,
  pathReader,
  valueAt,
} from '../../../electron/engine/import/profile/member-path.ts';
import { TapeContainer } from '../../../electron/engine/import/records/tape-record.ts';
import { KernelMemory } from '../../../electron/engine/kernels/kernel-memory.ts';

const DIALECT = { delimiter: ',', quote: '"', newline: '\n', escape: 'doubled' } as const;

const key = fc.constantFrom('a', 'b', '0', '1', '12', 'length', '__proto__', 'constructor', '', 'xay', 'xby');
const leaf = fc.oneof(
  fc.constantFrom(null, true, 0, 1.5, '', 'x', '{"a":1}', '["b",{"0":2}]', '{a}', ' {"a":[3]} '),
);
const { value: json } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    // Made as JSON.parse makes it: __proto__ is a member like any other.
    fc
      .array(fc.tuple(key, tie('value')), { maxLength: 4 })
      .map((members) =>
        JSON.parse(
          `{${members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join()}}`,
        ),
      ),
  ),
}));
const path = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: key.map((name) => ({ kind: 'key' as const, key: name })) },
      { weight: 1, arbitrary: fc.constant({ kind: 'where' as const, member: 'a', is: 'x' }) },
      {
        weight: 1,
        arbitrary: fc.constant({ kind: 'named' as const, by: [{ kind: 'key' as const, key: 'b' }] }),
      },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((steps): MemberPath => steps);

/** Steps that mostly lead somewhere: each takes the member of a number, or else a key. */
const turns = fc.array(fc.tuple(fc.nat(5), key), { minLength: 1, maxLength: 5 });

function stepsInto(value: unknown, all: readonly (readonly [number, string])[]): MemberPath {
  const steps: { kind: 'key'; key: string }[] = [];
  let at = value;
  for (const [number, other] of all) {
    const key = typeof at === 'object' && at !== null ? (Object.keys(at)[number] ?? other) : other;
    steps.push({ kind: 'key', key });
    at = memberOf(at, key);
  }
  return steps;
}

it('a path that is read often gives what following it step by step gives', () => {
  fc.assert(
    fc.property(fc.dictionary(key, json), path, (record, steps) => {
      const outermost = (name: string) => memberOf(record, name);
      expect(JSON.stringify(pathReader(steps)(outermost))).toBe(JSON.stringify(valueAt(steps, outermost)));
    }),
    { numRuns: 3_000 },
  );
});

/** The cells of a column, as a file has them, with one more column behind. */
function lexed(memory: KernelMemory, cells: readonly string[]): CellTable {
  const table = new CellTable(memory, 2, cells.length);
  const bytes = Buffer.from(cells.map((cell) => `"${cell.replaceAll('"', '""')}",x\n`).join(''));
  expect(lexCsv(bytes, 0, 1, true, DIALECT, table)).toMatchObject({ end: bytes.length });
  return table;
}

it('… also in JSON that a kernel took apart', () => {
  let taped = 0;
  fc.assert(
    fc.property(
      fc.array(fc.oneof(json, fc.dictionary(key, json, { minKeys: 1 })), { minLength: 1, maxLength: 6 }),
      turns,
      (cells, all) => {
        const memory = new KernelMemory();
        const texts = cells.map((cell) => JSON.stringify(cell));
        const held = new HeldJson(memory, texts.length, '"', true);
        const rows = Uint32Array.from(texts.keys());
        held.take({ table: lexed(memory, texts), column: 0, from: 0, rows });
        for (const [id, text] of texts.entries()) {
          const container = held.get(id)?.value;
          if (container instanceof TapeContainer) {
            taped += 1;
            expect(container.json()).toBe(text);
            expect(held.textOf(id)).toBe(text);
          }
          const outermost = (name: string) => (name === 'cell' ? (container ?? JSON.parse(text)) : undefined);
          const whole = (name: string) => (name === 'cell' ? JSON.parse(text) : undefined);
          const inside: MemberPath = [{ kind: 'key', key: 'cell' }, ...stepsInto(JSON.parse(text), all)];
          expect(JSON.stringify(pathReader(inside)(outermost))).toBe(JSON.stringify(valueAt(inside, whole)));
        }
      },
    ),
    { numRuns: 2_000 },
  );
  expect(taped).toBeGreaterThan(500);
});

it('… after the memory in which it is has moved, whoever asked for something since', () => {
  const memory = new KernelMemory();
  const held = new HeldJson(memory, 2, '"', true);
  const texts = ['{"a":[1]}', '{"b":[2]}'];
  held.take({ table: lexed(memory, texts), column: 0, from: 0, rows: Uint32Array.of(0, 1) });
  const json = () => {
    const container = held.get(0)?.value;
    return container instanceof TapeContainer ? container.json() : null;
  };
  expect(json()).toBe(texts[0]);
  memory.keep(8_000_000);
  expect(held.textOf(1)).toBe(texts[1]);
  expect(json()).toBe(texts[0]);
});

it('… beginning with the first cell', () => {
  const memory = new KernelMemory();
  const held = new HeldJson(memory, 1, '"', true);
  held.take({ table: lexed(memory, ['{"a":1}']), column: 0, from: 0, rows: Uint32Array.of(0) });
  expect(held.get(0)?.value).toBeInstanceOf(TapeContainer);
});
