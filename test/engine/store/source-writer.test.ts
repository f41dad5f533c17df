import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column } from '../../../electron/engine/columns/column.ts';
import type { StoredValue } from '../../../electron/engine/record.ts';
import { identitiesOf } from '../../../electron/engine/store/identities.ts';
import { MIGRATIONS } from '../../../electron/engine/store/migrations/migrations.ts';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import { beginSource, resumeSource } from '../../../electron/engine/store/source-writer.ts';
import { findBySha256, listSources } from '../../../electron/engine/store/sources.ts';
import { verifyWorkspace } from '../../../electron/engine/store/verify.ts';
import { revisionOf, workspaceInfo } from '../../../electron/engine/store/workspace-info.ts';
import { FIELD_NAMES, type FieldName, fieldSpec } from '../../../shared/domain/fields.ts';
import {
  batchOf,
  closedAfterwards,
  freshWorkspace,
  importSample,
  type Line,
  NOON,
  newSource,
  QUIET,
  sha256,
  withValues,
  writeLines,
} from './fixtures.ts';

describe('writing a source', () => {
  it('keeps counts, time range and families on the source, from the first moment on', () => {
    const ws = freshWorkspace();
    const writer = beginSource(ws, newSource({ name: 'a.csv', sha256: 'ab12', bytes: 99 }));
    expect(listSources(ws)).toMatchObject([
      { id: 1, name: 'a.csv', status: 'importing', read: 0, firstTime: null },
    ]);
    writeLines(writer, [{ time: 5_000_001, family: 'audit' }, 'reject', {}, { time: -1 }]);
    expect(writer.state).toMatchObject({
      read: 4,
      imported: 3,
      duplicate: 0,
      rejected: 1,
      undated: 1,
      rawBytes: 28,
    });
    writeLines(writer, ['duplicate', 'duplicate']);
    const source = writer.finish({
      status: 'imported',
      warnings: [{ code: 'UNDATED', message: '1 event has no time' }],
      envelope: '{"owner":"x"}',
      contentBytes: 42,
    });
    expect(listSources(ws)).toEqual([source]);
    expect(source).toMatchObject({
      status: 'imported',
      read: 6,
      imported: 3,
      duplicate: 2,
      rejected: 1,
      undated: 1,
      firstTime: '1969-12-31T23:59:59.999999Z',
      lastTime: '1970-01-01T00:00:05.000001Z',
      importedAt: NOON.toISOString(),
      warnings: [{ code: 'UNDATED', message: '1 event has no time' }],
    });
    expect(workspaceInfo(ws)).toEqual({
      name: 'case.trailglass',
      schemaVersion: MIGRATIONS.length,
      canSave: true,
      revision: 4,
      events: 3,
      auditEvents: 1,
      usageEvents: 2,
      sources: 1,
      rejected: 1,
      withdrawn: { sources: 0, events: 0 },
      newestTime: 5_000_001,
      oldestTime: -1,
      index: { ready: true, reason: null },
    });
  });

  it('stores every value as it was given, column by column', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', 'a\0b', '"\\\n\t', '😀', '\u202e', '{"a":1}'),
    );
    const anyValue: Record<string, fc.Arbitrary<StoredValue>> = {
      text,
      json: text,
      integer: fc.maxSafeInteger(),
      instant: fc.maxSafeInteger(),
      boolean: fc.constantFrom(0, 1),
      decimal: fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n }),
    };
    const cell = (name: FieldName) =>
      name === 'family'
        ? fc.constantFrom('audit', 'usage')
        : fc.option(anyValue[fieldSpec(name).kind] ?? text, { nil: null, freq: 2 });
    const row = fc.tuple(...FIELD_NAMES.map(cell));
    const ws = freshWorkspace();
    const columns = FIELD_NAMES.map((name) => `"${name}"`).join();
    const select = ws.db.prepare<[number], unknown[]>(`SELECT ${columns} FROM event WHERE id >= ?`).raw();
    const asStored = (value: StoredValue) => (typeof value === 'number' ? BigInt(value) : value);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 230 }), (rows) => {
        const writer = beginSource(ws, newSource());
        const first = writer.nextEventId;
        const batch = batchOf(
          writer,
          rows.map(() => ({})),
        );
        writer.write(withValues(batch, rows));
        expect(select.safeIntegers().all(first)).toEqual(rows.map((cells) => cells.map(asStored)));
        expect(writer.nextEventId).toBe(first + rows.length);
        writer.finish({
          status: 'imported',
          warnings: [],
          envelope: null,
          contentBytes: writer.state.rawBytes,
        });
      }),
      { numRuns: 25 },
    );
  });

  it('numbers extra columns once, stores them with the batch that uses them, and escapes nothing', () => {
    const ws = freshWorkspace();
    const writer = beginSource(ws, newSource());
    const names = ['Plan', '__proto__', 'constructor', 'a"b', '', 'x\ud800'];
    expect(names.map((name) => writer.extraColumn(name))).toEqual([1, 2, 3, 4, 5, 6]);
    expect(names.map((name) => writer.extraColumn(name))).toEqual([1, 2, 3, 4, 5, 6]);
    const stored = () => ws.db.prepare('SELECT name FROM extra_column ORDER BY id').pluck().all();
    expect(stored()).toEqual([]);
    writeLines(writer, [{}]);
    expect(stored()).toEqual(['Plan', '__proto__', 'constructor', 'a"b', '', 'x\ufffd']);
    expect(beginSource(ws, newSource()).extraColumn('constructor')).toBe(3);
  });

  it('gives identities back in the order of events, also while more are written', () => {
    const ws = freshWorkspace();
    const writer = beginSource(ws, newSource());
    writeLines(writer, [{}, {}]);
    writeLines(writer, ['reject']);
    writeLines(writer, [{}]);
    const runs: [number, string][] = [];
    for (const { firstEvent, identities } of identitiesOf(ws)) {
      runs.push([firstEvent, Buffer.from(identities).toString('hex')]);
      if (runs.length === 1) writeLines(writer, [{}]);
    }
    const identity = (line: number) => sha256(`line ${line}\n`).toString('hex', 0, 8);
    expect(runs).toEqual([
      [1, identity(1) + identity(2)],
      [3, identity(4)],
      [4, identity(5)],
    ]);
  });
});

describe('a batch that cannot be stored', () => {
  it('leaves nothing behind and can be written again', async () => {
    const ws = freshWorkspace();
    const writer = beginSource(ws, newSource());
    writeLines(writer, [{ actor: 'dana' }]);
    const batch = batchOf(writer, [{ actor: 'sam' }, 'reject'], 'Plan');
    const half: Column = { kind: 'number', values: Float64Array.of(1.5), base: 0, scale: 1 };
    const columns = new Map([...batch.events.columns, ['requests', half] as const]);
    const bad = { ...batch, events: { ...batch.events, columns } };
    const before = revisionOf(ws);
    expect(() => writer.write(bad)).toThrow(/A stored number is whole, not 1.5/);
    expect(writer.state).toMatchObject({ read: 1, imported: 1 });
    expect(revisionOf(ws)).toBe(before);
    writer.write(batch);
    expect(writer.state).toMatchObject({ read: 3, imported: 2, rejected: 1 });
    expect((await verifyWorkspace(ws, QUIET)).ok).toBe(true);
  });

  it.each([
    ['leaves a gap in the content', { byteOffset: 3 }],
    ['repeats content', { byteOffset: -1 }],
  ])('is refused when it %s', (_, change) => {
    const ws = freshWorkspace();
    const writer = beginSource(ws, newSource());
    const batch = batchOf(writer, [{}]);
    const rawBlocks = batch.rawBlocks.map((block) => ({ ...block, ...change }));
    expect(() => writer.write({ ...batch, rawBlocks })).toThrow(/gap/);
    expect(() => writer.write({ ...batch, rawBlocks: [] })).toThrow(/line 1 ends beyond the stored content/);
  });

  it('is refused when its events lack identities, by which records are found again', () => {
    const ws = freshWorkspace();
    const writer = beginSource(ws, newSource());
    const batch = batchOf(writer, [{}, {}]);
    const identities = batch.events.identities.subarray(1);
    expect(() => writer.write({ ...batch, events: { ...batch.events, identities } })).toThrow(
      '2 events have 15 bytes of identities',
    );
    expect(writer.state.read).toBe(0);
  });

  it('is refused after the end, and an end that lost bytes is no end', () => {
    const ws = freshWorkspace();
    const writer = beginSource(ws, newSource());
    writeLines(writer, [{}]);
    const end = { status: 'imported', warnings: [], envelope: null, contentBytes: 7 } as const;
    expect(() => writer.finish({ ...end, contentBytes: 8 })).toThrow(/8 bytes were read but 7 stored/);
    writer.finish(end);
    expect(() => writeLines(writer, [{}])).toThrow(/has ended/);
  });
});

describe('an import that was killed', () => {
  it('is interrupted at the next opening and goes on after its last batch', async () => {
    const first = freshWorkspace();
    const lines: Line[] = [{ actor: 'a' }, 'reject', { actor: 'b' }];
    const file = sha256('whole file').toString('hex');
    const writer = beginSource(first, newSource({ sha256: file }));
    writeLines(writer, lines, 'Plan');
    first.close();

    const ws = closedAfterwards(openWorkspace(first.path, { access: 'readwrite', clock: () => NOON }));
    expect(findBySha256(ws, file)).toEqual({ id: 1, status: 'interrupted', read: 3 });
    const resumed = resumeSource(ws, 1);
    expect(listSources(ws)[0]?.status).toBe('importing');
    expect(resumed.state).toEqual({
      read: 3,
      imported: 2,
      duplicate: 0,
      rejected: 1,
      undated: 2,
      rawBytes: 21,
    });
    expect(resumed.nextEventId).toBe(3);
    expect(resumed.extraColumn('Plan')).toBe(1);
    writeLines(resumed, [{ actor: 'c' }], 'Plan');
    const end = { status: 'interrupted', warnings: [], envelope: null, contentBytes: 28 } as const;
    expect(resumed.finish(end)).toMatchObject({ status: 'interrupted', read: 4 });
    expect(resumeSource(ws, 1).finish({ ...end, status: 'imported', sha256: 'cd34' })).toMatchObject({
      status: 'imported',
      sha256: 'cd34',
    });
    expect(() => resumeSource(ws, 1)).toThrow(expect.objectContaining({ code: 'UNKNOWN_SOURCE' }));
    expect(() => resumeSource(ws, 9)).toThrow(/no interrupted import/);
    const report = await verifyWorkspace(ws, QUIET);
    expect(report.checks.filter((check) => !check.ok).map((check) => check.message)).toEqual([
      expect.stringContaining('does not have the SHA-256 of the file, cd34'),
    ]);
  });
});

describe('finding a file that was seen before', () => {
  it('prefers the attempt that got furthest', () => {
    const ws = freshWorkspace();
    const end = { warnings: [], envelope: null, contentBytes: 0 } as const;
    for (const status of ['failed', 'imported', 'interrupted'] as const) {
      beginSource(ws, newSource({ sha256: 'ab' })).finish({ ...end, status });
    }
    expect(findBySha256(ws, 'ab')).toEqual({ id: 2, status: 'imported', read: 0 });
    expect(findBySha256(ws, 'cd')).toBeNull();
    expect(findBySha256(ws, '')).toBeNull();
  });

  it('counts revisions with every change', () => {
    const ws = freshWorkspace();
    expect(revisionOf(ws)).toBe(0);
    importSample(ws);
    expect(revisionOf(ws)).toBe(5);
  });
});
