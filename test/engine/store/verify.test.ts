import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { Column } from '../../../electron/engine/columns/column.ts';
import { insertSegment } from '../../../electron/engine/store/column-index.ts';
import { columnsOfRows } from '../../../electron/engine/store/columns-of-rows.ts';
import { MIGRATIONS } from '../../../electron/engine/store/migrations/migrations.ts';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import { reindex } from '../../../electron/engine/store/reindex.ts';
import { beginSource } from '../../../electron/engine/store/source-writer.ts';
import { verifyWorkspace } from '../../../electron/engine/store/verify.ts';
import type { Workspace } from '../../../electron/engine/store/workspace.ts';
import type { Progress, VerifyReport } from '../../../shared/api/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { closedAfterwards, freshWorkspace, importSample, newSource, QUIET, writeLines } from './fixtures.ts';

/** Changes a workspace behind its back the way someone with another program would: triggers off, change, triggers on. */
function forge(path: string, statements: string): void {
  const db = new Database(path);
  db.pragma('foreign_keys = OFF');
  db.pragma('ignore_check_constraints = ON');
  const triggers = db
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    .all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  db.exec(statements);
  for (const { sql } of triggers) db.exec(sql);
  db.close();
}

/** Two imported sources. */
function sample(): Workspace {
  const ws = freshWorkspace();
  importSample(ws);
  importSample(ws, 'second.csv');
  return ws;
}

async function verifyForged(statements: string): Promise<VerifyReport> {
  const ws = sample();
  ws.close();
  forge(ws.path, statements);
  return verifyWorkspace(closedAfterwards(openWorkspace(ws.path, { access: 'readonly' })), QUIET);
}

const failures = (report: VerifyReport) =>
  report.checks.filter((check) => !check.ok).map((check) => `${check.name}: ${check.message}`);

describe('verify of an untouched workspace', () => {
  it('passes, with the head of the chain', async () => {
    const ws = sample();
    const report = await verifyWorkspace(ws, QUIET);
    expect(failures(report)).toEqual([]);
    expect(report).toMatchObject({
      ok: true,
      batches: 10,
      events: 36,
      head: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(report.checks.map((check) => check.name)).toEqual([
      'schema',
      'structure',
      'chain',
      'records',
      'sources',
      'index',
      'originals',
    ]);
  });

  it('passes when there is nothing in it', async () => {
    expect(await verifyWorkspace(freshWorkspace(), QUIET)).toMatchObject({
      ok: true,
      batches: 0,
      head: null,
    });
  });

  it('runs on a reader while an import goes on', async () => {
    const ws = sample();
    const writer = beginSource(ws, newSource());
    const reader = closedAfterwards(openWorkspace(ws.path, { access: 'readonly' }));
    const writing = {
      throwIfCancelled: () => void writeLines(writer, [{ time: 1 }, 'reject']),
      progress() {},
    };
    const report = await verifyWorkspace(reader, writing);
    expect(failures(report)).toEqual([]);
    expect(writer.state.read).toBeGreaterThan(10);
  });

  it('tells how far it is and stops when nobody waits for it', async () => {
    const ws = sample();
    const seen: Progress[] = [];
    await verifyWorkspace(ws, { throwIfCancelled() {}, progress: (progress) => seen.push(progress) });
    expect(seen.map((progress) => progress.stage)).toContain('Checking stored records');
    expect(seen.at(-1)).toMatchObject({ stage: 'Checking original records', unit: 'bytes' });
    expect(seen.at(-1)?.done).toBe(seen.at(-1)?.total);
    let steps = 0;
    const impatient = {
      progress() {},
      throwIfCancelled() {
        steps += 1;
        if (steps === 3) throw new AppError('CANCELLED', 'Cancelled');
      },
    };
    await expect(verifyWorkspace(ws, impatient)).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('verify finds a changed', () => {
  const columns = (table: string) => {
    const db = new Database(':memory:');
    for (const step of MIGRATIONS) db.exec(step);
    const names = db
      .prepare<[string], string>('SELECT name FROM pragma_table_info(?) WHERE pk = 0')
      .pluck()
      .all(table);
    db.close();
    return names;
  };
  /** Another value of the same type, whatever the value was. */
  const flip = (column: string) =>
    `CASE typeof("${column}") WHEN 'integer' THEN "${column}" + 7 WHEN 'real' THEN "${column}" / 2
       WHEN 'blob' THEN CAST(replace(hex("${column}"), '0', '1') AS BLOB) WHEN 'text' THEN "${column}" || 'x' END`;

  const BATCH_3 =
    /records: Batch 3 \(source 1, (texts \d+ to \d+, )?events 8 to 12, rejects 1 to 1, duplicates 1 to 1, raw blocks 2 to 2\) is not as written: its rows were changed\./;

  it.each(columns('event_data'))('event_data.%s, naming batch and rows', async (column) => {
    const report = await verifyForged(
      `UPDATE event_data SET "${column}" = coalesce(${flip(column)}, 1) WHERE id = 9`,
    );
    expect(failures(report).join('\n')).toMatch(BATCH_3);
  });

  it.each([
    ['a text for its id', 'model = (SELECT text FROM value WHERE id = model) WHERE id = 3'],
    ['an id as text', 'model = CAST(model AS TEXT) WHERE id = 3'],
    ['an id as a number of another type', 'model = CAST(model AS REAL) WHERE id = 3'],
    ['an id as bytes', 'model = CAST(model AS BLOB) WHERE id = 3'],
    ['nothing for an id', 'model = NULL WHERE id = 3'],
    ['an id for nothing', 'model = 1 WHERE id = 1'],
    ['a text for nothing', "model = 'gpt-4o' WHERE id = 1"],
    ['an id for a text', 'actor = 1 WHERE id = 3'],
    ['bytes for a text', 'actor = CAST(actor AS BLOB) WHERE id = 3'],
    [
      'a text moved into the next row',
      "actor = CASE id WHEN 3 THEN '' ELSE 'user2@example.comuser3@example.com' END WHERE id IN (3, 4)",
    ],
  ])('cell: %s', async (_, change) => {
    const { db } = sample();
    expect(
      db.prepare('SELECT typeof(model), typeof(actor) FROM event_data WHERE id = 3').raw().get(),
    ).toEqual(['integer', 'text']);
    const report = await verifyForged(`UPDATE event_data SET ${change}`);
    expect(failures(report).join('\n')).toMatch(
      /records: Batch 2 .* is not as written: its rows were changed/,
    );
  });

  it('text, also into bytes that look the same', async () => {
    const text = await verifyForged("UPDATE value SET text = text || 'x' WHERE id = 2");
    expect(failures(text).join('\n')).toMatch(
      /records: Batch 2 \(source 1, .*texts 1 to \d+.*its rows were changed/,
    );
    const bytes = await verifyForged("UPDATE value SET text = CAST(x'75FF' AS TEXT) WHERE id = 2");
    expect(failures(bytes).join('\n')).toMatch(/records: Batch 2 .*its rows were changed/);
    expect(failures(await verifyForged('DELETE FROM value WHERE id = 2')).join()).toContain(
      '1 of its texts are missing',
    );
    expect(failures(await verifyForged("INSERT INTO value VALUES (999, 'x')")).join()).toMatch(
      /No batch stored texts \d+ to 999/,
    );
  });

  it.each(columns('reject'))('reject.%s', async (column) => {
    const report = await verifyForged(
      `UPDATE reject SET "${column}" = coalesce(${flip(column)}, 1) WHERE id = 2`,
    );
    expect(failures(report).join()).toMatch(/Batch 8 \(source 2, events 26 to 30, rejects 2 to 2/);
  });

  it.each(columns('duplicate'))('duplicate.%s', async (column) => {
    const report = await verifyForged(
      `UPDATE duplicate SET "${column}" = coalesce(${flip(column)}, 1) WHERE id = 1`,
    );
    expect(failures(report).join()).toContain('Batch 3');
  });

  it.each(columns('raw_block'))('raw_block.%s', async (column) => {
    const report = await verifyForged(`UPDATE raw_block SET "${column}" = ${flip(column)} WHERE id = 2`);
    expect(failures(report).join()).toMatch(/raw block 2|Batch 3/i);
  });

  it.each(columns('source'))('source.%s, naming the column', async (column) => {
    const report = await verifyForged(
      `UPDATE source SET "${column}" = coalesce(${flip(column)}, ${/Time$|^records$/.test(column) ? 1 : "'x'"}) WHERE id = 1`,
    );
    expect(failures(report).join()).toContain(
      `Source 1 (usage.csv${column === 'name' ? 'x' : ''}) is not as written: ${column} was`,
    );
  });

  it.each(columns('batch'))('batch.%s', async (column) => {
    const report = await verifyForged(
      `UPDATE batch SET "${column}" = coalesce(${flip(column)}, ${column === 'facts' ? "'x'" : '1'}) WHERE id = 3`,
    );
    expect(failures(report).join()).toMatch(/Batch 3 /);
  });

  it('extra column or fact of the workspace', async () => {
    expect(failures(await verifyForged("UPDATE extra_column SET name = 'Tariff'")).join()).toContain(
      'Batch 2',
    );
    expect(
      failures(await verifyForged("UPDATE meta SET value = 'x' WHERE key = 'createdAt'")).join(),
    ).toContain('Batch 1 (source 1) does not follow');
  });
});

describe('verify finds', () => {
  it.each([
    ['a removed event', 'DELETE FROM event_data WHERE id = 10', /Batch 3 .*1 of its events are missing/],
    [
      'a removed last event',
      'DELETE FROM event_data WHERE id = 36',
      /Batch 9 .*events up to|the last one in the file is 35/,
    ],
    [
      'two exchanged events',
      'UPDATE event_data SET id = 99 WHERE id = 3; UPDATE event_data SET id = 3 WHERE id = 4; UPDATE event_data SET id = 4 WHERE id = 99',
      /Batch 2 .*its rows were changed/,
    ],
    ['a removed batch', 'DELETE FROM batch WHERE id = 4', /Batch 4 is missing/],
    ['several removed batches', 'DELETE FROM batch WHERE id IN (4, 5)', /Batches 4 to 5 are missing/],
    [
      'a removed end: batch and its rows',
      'DELETE FROM batch WHERE id >= 9; DELETE FROM event_data WHERE id > 30',
      /Source 2 .*status was "importing"/,
    ],
    [
      'exchanged batches',
      'UPDATE batch SET id = 99 WHERE id = 2; UPDATE batch SET id = 2 WHERE id = 3; UPDATE batch SET id = 3 WHERE id = 99',
      /Batch 2 .*does not follow/,
    ],
    ['a removed source', 'DELETE FROM source WHERE id = 2', /Source 2 is missing/],
    [
      'a removed raw block',
      'DELETE FROM raw_block WHERE id = 5',
      /raw blocks are missing[\s\S]*the original is missing from byte/,
    ],
    ['a removed reject', 'DELETE FROM reject WHERE id = 1', /1 of its rejects are missing/],
  ] as const)('%s', async (_, statements, expected) => {
    const report = await verifyForged(statements);
    expect(report.ok).toBe(false);
    expect(failures(report).join('\n')).toMatch(expected);
  });

  it.each([37, -5])('an added event with id %i', async (id) => {
    const report = await verifyForged(
      `INSERT INTO event_data (id, source, line, byteOffset, byteLength, family) VALUES (${id}, 1, 1, 0, 7, 'audit')`,
    );
    expect(failures(report).join()).toMatch(
      id > 0 ? /No batch stored events 37 to 37/ : /No batch stored events -5 to 0/,
    );
  });

  it('an added source', async () => {
    const report = await verifyForged(
      `INSERT INTO source SELECT 3, name || 2, ${columnsAfterName()} FROM source WHERE id = 1`,
    );
    expect(failures(report).join()).toContain('was added: no batch belongs to it');
  });

  it.each([
    ['is missing', 'DELETE FROM index_segment', /^index: The column index is missing\./],
    [
      'is stale',
      'DELETE FROM index_segment WHERE id = 2',
      /^index: The column index does not cover the events\./,
    ],
    [
      'is damaged',
      "UPDATE index_column SET data = substr(data, 2) WHERE name = 'credits'",
      /^index: The column index is damaged \(credits, events from \d+\)\./,
    ],
  ])('a column index that %s, and that the evidence is as it was', async (_, statements, expected) => {
    const found = failures(await verifyForged(statements));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
    expect(found[0]).toMatch(/does not touch: run reindex/);
  });

  it('a column index that says something else than the rows', async () => {
    const ws = sample();
    const stretch = { firstEvent: 1, count: 36 };
    const { columns } = columnsOfRows(ws.db, stretch);
    const byok: Column = { kind: 'number', values: new Int8Array(36), base: 0, scale: 1 };
    const times = columns.get('time');
    if (times?.kind !== 'number') expect.fail();
    const shifted: Column = { ...times, base: times.base + 1 };
    ws.db.exec('DELETE FROM index_segment; DELETE FROM index_column');
    insertSegment(ws.db, 1, { count: 36, columns: new Map([...columns, ['time', shifted], ['byok', byok]]) });
    expect(failures(await verifyWorkspace(ws, QUIET))).toEqual([
      expect.stringContaining('does not say what the events 1 to 36 say (time, byok).'),
    ]);
    reindex(ws, QUIET);
    expect(failures(await verifyWorkspace(ws, QUIET))).toEqual([]);
  });

  it('an index that hides a source', async () => {
    const ws = sample();
    ws.close();
    const db = new Database(ws.path);
    db.unsafeMode();
    db.pragma('writable_schema = ON');
    db.exec(
      "UPDATE sqlite_schema SET sql = 'CREATE INDEX source_sha256 ON source (name)' WHERE name = 'source_sha256'",
    );
    db.close();
    const again = new Database(ws.path);
    again.exec('REINDEX source_sha256');
    again.unsafeMode();
    again.pragma('writable_schema = ON');
    again.exec(
      "UPDATE sqlite_schema SET sql = 'CREATE INDEX source_sha256 ON source (sha256)' WHERE name = 'source_sha256'",
    );
    again.close();
    const reader = closedAfterwards(openWorkspace(ws.path, { access: 'readonly' }));
    expect(failures(await verifyWorkspace(reader, QUIET)).join()).toMatch(
      /structure: SQLite: .*source_sha256/,
    );
  });
});

function columnsAfterName(): string {
  const db = new Database(':memory:');
  for (const step of MIGRATIONS) db.exec(step);
  const names = db.prepare<[], string>("SELECT name FROM pragma_table_info('source')").pluck().all();
  db.close();
  return names.slice(2).join();
}
