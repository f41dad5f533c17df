import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Batch, StoredValue } from '../../../electron/engine/record.ts';
import { IDENTITY_BYTES } from '../../../electron/engine/store/format.ts';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import { closeStage } from '../../../electron/engine/store/rows/open-stages.ts';
import { beginSource, type SourceWriter } from '../../../electron/engine/store/source-writer.ts';
import { verifyWorkspace } from '../../../electron/engine/store/verify.ts';
import type { Workspace } from '../../../electron/engine/store/workspace.ts';
import { FIELD_NAMES, type FieldName, fieldSpec } from '../../../shared/domain/fields.ts';
import { eventBatchOf, type NewEvent } from './event-batch.ts';
import { closedAfterwards, freshFolder, freshWorkspace, newSource, QUIET, rawBlock } from './fixtures.ts';

/** An event: its fields, and values of the extra columns named `a`, `b`, … */
interface Given {
  readonly fields: Partial<Record<FieldName, StoredValue>>;
  readonly extra: Readonly<Record<string, string>>;
}

function batchOf(writer: SourceWriter, given: readonly Given[]): Batch {
  const start = writer.state.rawBytes;
  const events = given.map(({ fields, extra }, row): NewEvent => {
    const pairs = Object.entries(extra).map(
      ([name, value]) => `"c${writer.extraColumn(name)}":${JSON.stringify(value)}`,
    );
    return {
      place: { line: writer.state.read + row + 1, byteOffset: start + row, byteLength: 1 },
      values: FIELD_NAMES.map((name) => fields[name] ?? (name === 'family' ? 'usage' : null)),
      extra: pairs.length === 0 ? null : `{${pairs.join()}}`,
      identity: Buffer.alloc(IDENTITY_BYTES, row),
    };
  });
  const content = Buffer.alloc(given.length, 'x');
  return {
    events: eventBatchOf(events),
    rejects: [],
    duplicates: [],
    rawBlocks: content.length === 0 ? [] : [rawBlock(content, start, 'none')],
  };
}

/** A workspace beside which no stage can be made: a folder has its name. */
function withoutStage(): Workspace {
  const path = join(freshFolder(), 'case.trailglass');
  mkdirSync(`${path}-stage`);
  return freshWorkspace(path);
}

/** A workspace of an earlier version, whose pages are smaller than those of the stage. */
function ofSmallPages(): Workspace {
  const path = join(freshFolder(), 'case.trailglass');
  openWorkspace(path, { access: 'readwrite', create: true }).close();
  const db = new Database(path);
  db.pragma('journal_mode = DELETE');
  db.pragma('page_size = 16384');
  db.exec('VACUUM');
  db.close();
  return freshWorkspace(path);
}

const isStaged = (ws: Workspace) =>
  ws.db.prepare("SELECT count(*) FROM pragma_database_list WHERE name = 'stage'").pluck().get() === 1;

function stored(ws: Workspace): unknown[] {
  const columns = ws.db
    .prepare<[], string>("SELECT name FROM pragma_table_info('event_data')")
    .pluck()
    .all()
    .flatMap((name) => [`"${name}"`, `typeof("${name}")`]);
  const rows = (query: string) => ws.db.prepare(query).raw().safeIntegers().all();
  return [
    rows(`SELECT ${columns.join()} FROM event_data ORDER BY id`),
    rows('SELECT id, text, typeof(text) FROM value ORDER BY id'),
    rows('SELECT hex(digest) FROM batch ORDER BY id'),
    rows('SELECT * FROM event ORDER BY id'),
  ];
}

const text = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('', 'a', 'gpt-4o', 'Ünal', 'a\0b', '"\\\n\u001f', '\u2028😀') },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('x', 'é"', '\\'), fc.integer({ min: 8_000, max: 70_000 }))
      .map(([piece, length]) => piece.repeat(length / piece.length)),
  },
);
const whole = fc.oneof(
  fc.constantFrom(0, 1, -1, 127, 128, -128, -129, 32_767, 32_768, 8_388_607, 8_388_608, 2_147_483_647),
  fc.constantFrom(-2_147_483_648, 2_147_483_648, 2 ** 47 - 1, 2 ** 47, -(2 ** 47), 2 ** 48, 2 ** 53 - 1),
  fc.integer({ min: -300, max: 300 }),
  fc.maxSafeInteger(),
);
const nano = fc.oneof(
  whole.map(BigInt),
  fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n }),
  fc.constantFrom(2n ** 63n - 1n, -(2n ** 63n) + 1n),
);

function anyValue(name: FieldName): fc.Arbitrary<StoredValue> {
  const { kind } = fieldSpec(name);
  if (name === 'family') return fc.constantFrom('audit', 'usage');
  if (kind === 'text' || kind === 'json') return text;
  if (kind === 'boolean') return fc.constantFrom(0, 1);
  return kind === 'decimal' ? nano : whole;
}

/** Batches in which each column has values of its own: few or many, with nulls or without, or none at all. */
const anyBatch = fc
  .record({
    rows: fc.integer({ min: 1, max: 60 }),
    columns: fc.subarray([...FIELD_NAMES], { minLength: 1, maxLength: 9 }),
    nulls: fc.boolean(),
  })
  .chain(({ rows, columns, nulls }) => {
    const cell = (values: readonly StoredValue[]) =>
      nulls ? fc.option(fc.constantFrom(...values), { nil: null, freq: 3 }) : fc.constantFrom(...values);
    const fields = columns.map((name) =>
      fc
        .array(anyValue(name), { minLength: 1, maxLength: 6 })
        .chain((values) => fc.array(cell(values), { minLength: rows, maxLength: rows }))
        .map((cells) => [name, cells] as const),
    );
    const extra = fc.array(fc.dictionary(fc.constantFrom('a', 'b', '__proto__x'), text, { maxKeys: 2 }), {
      minLength: rows,
      maxLength: rows,
    });
    return fc.tuple(fc.tuple(...fields), extra).map(([cells, extras]) =>
      extras.map((each, row): Given => {
        const values = cells.map(([name, column]) => [name, column[row] ?? null] as const);
        return { fields: Object.fromEntries(values), extra: { ...each } };
      }),
    );
  });

describe('rows of a batch', () => {
  it('are the same whether pages or bound values were written, and SQLite finds both in order', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyBatch, { minLength: 1, maxLength: 3 }), async (batches) => {
        const workspaces = [freshWorkspace(), withoutStage(), ofSmallPages()] as const;
        for (const ws of workspaces) {
          const writer = beginSource(ws, newSource());
          for (const given of batches) writer.write(batchOf(writer, given));
        }
        const [staged, bound, small] = workspaces;
        expect(workspaces.map(isStaged)).toEqual([true, false, true]);
        expect(small.db.pragma('main.page_size', { simple: true })).toBe(16_384);
        expect(staged.db.pragma('stage.integrity_check')).toEqual([{ integrity_check: 'ok' }]);
        expect(staged.db.pragma('main.integrity_check')).toEqual([{ integrity_check: 'ok' }]);
        expect(small.db.pragma('main.integrity_check')).toEqual([{ integrity_check: 'ok' }]);
        expect(stored(staged)).toEqual(stored(bound));
        expect(stored(small)).toEqual(stored(bound));
        const failed = (await verifyWorkspace(staged, QUIET)).checks.filter((check) => !check.ok);
        expect(failed).toEqual([]);
        for (const ws of workspaces) ws.close();
      }),
      { numRuns: 40 },
    );
  });

  it('may fill a tree of several levels, and pages beside it', { timeout: 60_000 }, async () => {
    const ws = freshWorkspace();
    const writer = beginSource(ws, newSource());
    const given = Array.from({ length: 30_000 }, (_, n) => ({
      fields: {
        time: n,
        resource: `${n} ${'r'.repeat(1_400)}`,
        actor: `user${n % 9_000} ${'u'.repeat(n % 300)}`,
      },
      extra: n % 10_000 === 0 ? { long: `${n}`.repeat(20_000) } : {},
    }));
    writer.write(batchOf(writer, given));
    expect(isStaged(ws)).toBe(true);
    expect(ws.db.pragma('stage.integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    const sum = ws.db.prepare(
      'SELECT count(*), sum(time), sum(length(resource)), sum(length(actor)) FROM event',
    );
    expect(sum.raw().get()).toEqual([
      30_000,
      (29_999 * 30_000) / 2,
      given.reduce((total, { fields }) => total + fields.resource.length, 0),
      given.reduce((total, { fields }) => total + fields.actor.length, 0),
    ]);
    expect((await verifyWorkspace(ws, QUIET)).ok).toBe(true);
  });

  it('are taken over record by record, not value by value', () => {
    const ws = freshWorkspace();
    beginSource(ws, newSource()).write(batchOf(beginSource(ws, newSource()), [{ fields: {}, extra: {} }]));
    for (const table of ['event_data', 'value']) {
      const program = ws.db.prepare(`EXPLAIN INSERT INTO main.${table} SELECT * FROM stage.${table}`).all();
      expect(JSON.stringify(program)).toContain('RowCell');
    }
  });
});

describe('the stage file', () => {
  const inFolder = (ws: Workspace) => readdirSync(dirname(ws.path)).filter((name) => name.includes('stage'));
  const one = [{ fields: { actor: 'dana' }, extra: {} }];

  it('has no name while it is used, and is given back at the end of an import', () => {
    const ws = freshWorkspace();
    const writer = beginSource(ws, newSource());
    writer.write(batchOf(writer, one));
    expect(isStaged(ws)).toBe(true);
    if (process.platform !== 'win32') expect(inFolder(ws)).toEqual([]);
    writer.finish({ status: 'interrupted', warnings: [], envelope: null, contentBytes: 0 });
    expect(isStaged(ws)).toBe(false);
    expect(inFolder(ws)).toEqual([]);
  });

  it('that a killed process left is removed by the next that opens; another file of that name stays', () => {
    const ws = freshWorkspace();
    ws.close();
    const left = Buffer.alloc(16_384);
    left.write('TGST', 68, 'latin1');
    writeFileSync(`${ws.path}-stage`, left);
    closedAfterwards(openWorkspace(ws.path, { access: 'readwrite' })).close();
    expect(existsSync(`${ws.path}-stage`)).toBe(false);
    writeFileSync(`${ws.path}-stage`, 'the notes of a colleague about stages of the investigation');
    const again = closedAfterwards(openWorkspace(ws.path, { access: 'readwrite' }));
    const writer = beginSource(again, newSource());
    writer.write(batchOf(writer, one));
    expect(again.db.prepare('SELECT actor FROM event').pluck().all()).toEqual(['dana']);
    expect(inFolder(again)).toEqual(['case.trailglass-stage']);
  });

  it('is done without when it goes away between batches', () => {
    const ws = freshWorkspace();
    const writer = beginSource(ws, newSource());
    writer.write(batchOf(writer, one));
    closeStage(ws.db);
    writer.write(batchOf(writer, one));
    expect(ws.db.prepare('SELECT actor FROM event').pluck().all()).toEqual(['dana', 'dana']);
  });
});
