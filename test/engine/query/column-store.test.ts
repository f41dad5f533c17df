import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BIG_NULL, type ColumnName } from '../../../electron/engine/columns/column.ts';
import { createColumnStore } from '../../../electron/engine/query/column-store.ts';
import type { LoadedColumns } from '../../../electron/engine/query/loaded-columns.ts';
import { ident, sql } from '../../../electron/engine/sql.ts';
import { execute } from '../../../electron/engine/store/run-sql.ts';
import type { Workspace } from '../../../electron/engine/store/workspace.ts';
import { FIELD_NAMES, fieldSpec } from '../../../shared/domain/fields.ts';
import { freshWorkspace } from '../store/fixtures.ts';
import { anyEvent, type TestEvent, writeEvents } from './dataset.ts';

const quiet = { throwIfCancelled: () => undefined };

/** A column of the store, position by position. */
function loaded(columns: LoadedColumns, name: (typeof FIELD_NAMES)[number]): (string | bigint | null)[] {
  const kind = fieldSpec(name).kind;
  const positions = Array.from({ length: columns.count }, (_, position) => position);
  if (kind === 'text' || kind === 'json') {
    const texts = columns.texts(name);
    if (texts !== null) expect(texts.codes.length).toBeGreaterThanOrEqual(columns.count);
    return positions.map((position) => {
      const code = texts?.codes[position] ?? 0;
      if (texts === null || code === 0) return null;
      expect(texts.codeOf(texts.text(code))).toBe(code);
      return texts.text(code);
    });
  }
  const numbers = columns.numbers(name);
  if (numbers !== null) expect(numbers.values.length).toBeGreaterThanOrEqual(columns.count);
  return positions.map((position) => {
    if (numbers === null) return null;
    if (numbers.kind === 'big') {
      const value = numbers.values[position] ?? BIG_NULL;
      return value === BIG_NULL ? null : value;
    }
    const value = numbers.values[position] ?? Number.NaN;
    const isNull = Number.isNaN(value) || value === numbers.nullValue;
    return isNull ? null : BigInt(numbers.base + value * numbers.scale);
  });
}

/** The same column, asked from the rows. */
function stored(ws: Workspace, name: (typeof FIELD_NAMES)[number]): (string | bigint | null)[] {
  const query = sql`SELECT ${ident(name)} FROM event ORDER BY id`;
  return ws.db.prepare(query.text).pluck().safeIntegers().all() as (string | bigint | null)[];
}

function expectSame(ws: Workspace, columns: LoadedColumns): void {
  for (const name of FIELD_NAMES) expect([name, loaded(columns, name)]).toEqual([name, stored(ws, name)]);
}

describe('the column store', () => {
  it.each([false, true])('holds what the rows hold while events are added (huge amounts: %s)', (huge) => {
    const someEvents = fc.array(anyEvent(huge), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(someEvents, { maxLength: 4 }), fc.boolean(), (additions, tight) => {
        const ws = freshWorkspace();
        // With no room to keep anything, every column is loaded anew.
        const store = createColumnStore(ws, tight ? 0 : undefined);
        expectSame(ws, store.current(quiet));
        additions.forEach((events, index) => {
          writeEvents(ws, events, `${index}.csv`, 5);
          expectSame(ws, store.current(quiet));
        });
        ws.close();
      }),
      { numRuns: 15 },
    );
  });

  it('widens a column when later values need it', () => {
    const ws = freshWorkspace();
    const store = createColumnStore(ws);
    const steps: TestEvent['fields'][] = [
      { time: 1_000_000, inputTokens: 1, credits: 1_000_000_000n },
      { time: 5_000_000, inputTokens: 1_000, credits: 1_000_000n },
      { time: null, inputTokens: 1_000_000, credits: 1n },
      { time: 1_793_368_800_000_001, inputTokens: Number.MAX_SAFE_INTEGER, credits: null },
      { time: -9_000_000_000_000_000, inputTokens: null, credits: 9_223_372_036_854_775_807n },
      { time: 9_000_000_000_000_000, inputTokens: 0, credits: -9_223_372_036_854_775_807n },
    ];
    steps.forEach((fields, index) => {
      writeEvents(
        ws,
        [
          { fields, extra: [] },
          { fields: {}, extra: [] },
        ],
        `${index}.csv`,
      );
      expectSame(ws, store.current(quiet));
    });
  });

  it('numbers more texts than one and two bytes can tell apart', () => {
    const ws = freshWorkspace();
    const store = createColumnStore(ws);
    for (const [index, size] of [200, 100, 66_000].entries()) {
      const events = Array.from({ length: size }, (_, row): TestEvent => {
        return {
          fields: { actor: `${index} ${row}`, model: row % 3 === 0 ? null : `${row % 7}` },
          extra: [],
        };
      });
      writeEvents(ws, events, `${index}.csv`, 30_000);
      const columns = store.current(quiet);
      expect(loaded(columns, 'actor')).toEqual(stored(ws, 'actor'));
      expect(loaded(columns, 'model')).toEqual(stored(ws, 'model'));
    }
    expect(store.current(quiet).texts('actor')?.size).toBe(66_300);
    expect(store.current(quiet).texts('actor')?.codeOf('9 9')).toBe(0);
  });

  it('gives the same columns as long as nothing is stored, and appends without reading again', () => {
    const ws = freshWorkspace();
    writeEvents(ws, [{ fields: { actor: 'a' }, extra: [] }]);
    const store = createColumnStore(ws);
    const before = store.current(quiet);
    expect(before.texts('actor')?.size).toBe(1);
    expect(store.current(quiet)).toBe(before);
    // What is known of the first segment is used, not what now stands there.
    execute(ws.db, sql`UPDATE index_column SET data = zeroblob(8) WHERE name = 'actor'`);
    writeEvents(ws, [{ fields: { actor: 'b' }, extra: [] }], 'b.csv');
    const after = store.current(quiet);
    expect(after.revision).toBeGreaterThan(before.revision);
    expect(loaded(after, 'actor')).toEqual(['a', 'b']);
  });

  it('orders events by time, undated ones last', () => {
    const times = fc.array(fc.option(fc.constantFrom(-5, 0, 3, 7, 1_793_368_800_000_001), { nil: null }), {
      maxLength: 20,
    });
    let sortedAlready = 0;
    fc.assert(
      fc.property(times, (list) => {
        const ws = freshWorkspace();
        writeEvents(
          ws,
          list.map((time) => ({ fields: { time }, extra: [] })),
        );
        const columns = createColumnStore(ws).current(quiet);
        const positions = list.map((_, position) => position);
        const expected = positions.toSorted((a, b) => {
          const [x, y] = [list[a] ?? Number.POSITIVE_INFINITY, list[b] ?? Number.POSITIVE_INFINITY];
          return x === y ? a - b : x - y;
        });
        const order = columns.timeOrder();
        if (order === null) sortedAlready += 1;
        expect([...(order ?? positions)]).toEqual(expected);
        expect(order === null).toBe(expected.every((position, rank) => position === rank));
        ws.close();
      }),
      { numRuns: 25 },
    );
    expect(sortedAlready).toBeGreaterThan(0);
  });

  it('can be cancelled between two segments and goes on later', () => {
    const ws = freshWorkspace();
    const events = Array.from({ length: 100 }, (_, row): TestEvent => {
      return { fields: { actor: `${row}`, inputTokens: row }, extra: [] };
    });
    writeEvents(ws, events, 'a.csv', 10);
    let left = 3;
    const store = createColumnStore(ws);
    const columns = store.current({
      throwIfCancelled() {
        left -= 1;
        if (left < 0) throw new Error('enough');
      },
    });
    for (const read of [() => columns.texts('actor'), () => columns.numbers('inputTokens')]) {
      left = 3;
      expect(read).toThrow('enough');
    }
    expectSame(ws, store.current(quiet));
  });

  it('finds events by id', () => {
    const ws = freshWorkspace();
    writeEvents(ws, [
      { fields: {}, extra: [] },
      { fields: {}, extra: [] },
    ]);
    const columns = createColumnStore(ws).current(quiet);
    expect([columns.idAt(0), columns.idAt(1)]).toEqual([1, 2]);
    expect([0, 1, 2, 3].map((id) => columns.positionOf(id))).toEqual([-1, 0, 1, -1]);
    const unknown: ColumnName = 'c99';
    expect(columns.texts(unknown)).toBeNull();
  });
});
