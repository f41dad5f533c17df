import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { APPLICATION_ID } from '../../../electron/engine/store/format.ts';
import { MIGRATIONS, READABLE_FROM } from '../../../electron/engine/store/migrations/migrations.ts';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import { beginSource } from '../../../electron/engine/store/source-writer.ts';
import { listSources } from '../../../electron/engine/store/sources.ts';
import { verifyWorkspace } from '../../../electron/engine/store/verify.ts';
import type { Workspace } from '../../../electron/engine/store/workspace.ts';
import type { AppError } from '../../../shared/errors.ts';
import {
  closedAfterwards,
  freshFolder,
  freshWorkspace,
  importSample,
  NOON,
  newSource,
  QUIET,
} from './fixtures.ts';

/** The error of opening a path; fails when it opens. */
function refusal(path: string, create = false): AppError {
  let opened: Workspace;
  try {
    opened = openWorkspace(path, { access: 'readwrite', create });
  } catch (error) {
    return error as AppError;
  }
  opened.close();
  throw new Error(`${path} was opened`);
}

/** A closed workspace with some events. */
function sampleFile(): string {
  const ws = freshWorkspace();
  importSample(ws);
  ws.close();
  return ws.path;
}

function tamper(path: string, statements: string): void {
  const db = new Database(path);
  db.exec(statements);
  db.close();
}

describe('a workspace of an earlier format', () => {
  it('is read once a writer has brought it up to date, and says so before', () => {
    const path = join(freshFolder(), 'old.trailglass');
    const db = new Database(path);
    for (const step of MIGRATIONS.slice(0, READABLE_FROM - 1)) db.exec(step);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${READABLE_FROM - 1}`);
    db.close();
    expect(() => openWorkspace(path, { access: 'readonly' })).toThrow(
      expect.objectContaining({
        code: 'WORKSPACE_OLDER',
        message: expect.stringContaining('trailglass reindex'),
      }),
    );
    openWorkspace(path, { access: 'readwrite' }).close();
    expect(existsSync(`${path}.format-${READABLE_FROM - 1}`)).toBe(true);
    expect(listSources(closedAfterwards(openWorkspace(path, { access: 'readonly' })))).toEqual([]);
  });
});

describe('creating a workspace', () => {
  it('marks the file and gives it an identity', () => {
    const path = join(freshFolder(), 'new.trailglass');
    freshWorkspace(path).close();
    const head = readFileSync(path);
    expect(head.toString('latin1', 0, 15)).toBe('SQLite format 3');
    expect(head.toString('latin1', 68, 72)).toBe('TGLS');
    expect(head.readUInt32BE(60)).toBe(MIGRATIONS.length);
    const db = new Database(path, { readonly: true });
    const meta = new Map(db.prepare<[], [string, string]>('SELECT key, value FROM meta').raw().all());
    db.close();
    expect([...meta.keys()]).toEqual(['createdAt', 'createdBy', 'workspaceId']);
    expect(meta.get('createdAt')).toBe(NOON.toISOString());
    expect(meta.get('workspaceId')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('opens the file that is there instead of making a new one', () => {
    const path = sampleFile();
    const again = closedAfterwards(openWorkspace(path, { access: 'readwrite', create: true }));
    expect(listSources(again)).toHaveLength(1);
  });

  it('fills a file of no bytes, and leaves nothing else in the folder', () => {
    const path = join(freshFolder(), 'empty');
    writeFileSync(path, '');
    freshWorkspace(path).close();
    expect(statSync(path).size).toBeGreaterThan(0);
    expect(existsSync(`${path}-lock`)).toBe(false);
    expect(existsSync(`${path}-wal`)).toBe(false);
  });

  it('never writes over a file of someone else', () => {
    const path = join(freshFolder(), 'notes.txt');
    writeFileSync(path, 'my notes');
    expect(refusal(path, true).code).toBe('WORKSPACE_FOREIGN');
    expect(readFileSync(path, 'utf8')).toBe('my notes');
    expect(existsSync(`${path}-lock`)).toBe(false);
  });

  it('says that the folder does not exist', () => {
    const path = join(freshFolder(), 'nowhere', 'case.trailglass');
    const error = refusal(path, true);
    expect(error.code).toBe('FILE_MISSING');
    expect(error.message).toContain('nowhere');
  });
});

describe('opening what is not a workspace', () => {
  it('names a missing file', () => {
    const path = join(freshFolder(), 'gone.trailglass');
    expect(refusal(path)).toMatchObject({
      code: 'WORKSPACE_MISSING',
      message: expect.stringContaining(path),
    });
  });

  it.each([
    ['a text file', (path: string) => writeFileSync(path, 'time,user\n'.repeat(100))],
    ['an empty file', (path: string) => writeFileSync(path, '')],
    ['a few bytes', (path: string) => writeFileSync(path, 'SQLite format 3\0')],
    ['the database of another program', (path: string) => tamper(path, 'CREATE TABLE t (a)')],
  ])('refuses %s and leaves it as it is', (_, make) => {
    const path = join(freshFolder(), 'file');
    make(path);
    const before = readFileSync(path);
    expect(refusal(path).code).toBe('WORKSPACE_FOREIGN');
    expect(() => openWorkspace(path, { access: 'readonly' })).toThrow(/not a Trailglass workspace/);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('refuses a folder', () => {
    expect(refusal(freshFolder())).toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining('is a folder'),
    });
  });

  it('refuses one of a later version', () => {
    const path = sampleFile();
    tamper(path, 'PRAGMA user_version = 99');
    const error = refusal(path);
    expect(error.code).toBe('WORKSPACE_NEWER');
    expect(error.message).toContain('later version');
    expect(() => openWorkspace(path, { access: 'readonly' })).toThrow(/later version/);
  });
});

describe('opening a damaged or changed workspace', () => {
  it.each([
    ['truncated inside the first page', 1_000],
    ['truncated to half', 40_960],
  ])('refuses a file %s', (_, size) => {
    const path = sampleFile();
    truncateSync(path, size);
    expect(refusal(path).code).toBe('WORKSPACE_DAMAGED');
  });

  it('refuses a file whose first bytes were overwritten', () => {
    const path = sampleFile();
    const bytes = readFileSync(path);
    bytes.fill(0, 0, 16);
    writeFileSync(path, bytes);
    expect(refusal(path).code).toBe('WORKSPACE_DAMAGED');
  });

  it.each([
    [
      'an added trigger',
      'CREATE TRIGGER spy AFTER INSERT ON event_data BEGIN SELECT 1; END',
      'trigger spy was added',
    ],
    ['an added table', 'CREATE TABLE loot (a)', 'table loot was added'],
    ['a removed trigger', 'DROP TRIGGER event_data_no_update', 'trigger event_data_no_update is missing'],
    [
      'a swapped view',
      'DROP VIEW events; CREATE VIEW events AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i FROM n',
      'view events was changed',
    ],
  ])('refuses %s and says what it is', (_, statements, phrase) => {
    const path = sampleFile();
    tamper(path, statements);
    const error = refusal(path);
    expect(error.code).toBe('WORKSPACE_DAMAGED');
    expect(error.message).toContain(phrase);
    expect(() => openWorkspace(path, { access: 'readonly' })).toThrow(phrase);
  });
});

describe('an open workspace', () => {
  const pragmas = (ws: Workspace, names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, ws.db.pragma(name, { simple: true })]));

  it('is durable and distrusts its schema after every open', () => {
    const path = sampleFile();
    const ws = closedAfterwards(openWorkspace(path, { access: 'readwrite' }));
    const expected = {
      application_id: 0x54474c53,
      user_version: MIGRATIONS.length,
      journal_mode: 'wal',
      synchronous: 2,
      trusted_schema: 0,
      cell_size_check: 1,
      mmap_size: 0,
      foreign_keys: 1,
      query_only: 0,
      locking_mode: 'normal',
    };
    expect(pragmas(ws, Object.keys(expected))).toEqual(expected);
  });

  it('can be read by a further connection, which cannot write', () => {
    const ws = freshWorkspace();
    const reader = closedAfterwards(openWorkspace(ws.path, { access: 'readonly' }));
    importSample(ws);
    expect(listSources(reader)).toHaveLength(1);
    expect(pragmas(reader, ['query_only', 'trusted_schema', 'cell_size_check', 'mmap_size'])).toEqual({
      query_only: 1,
      trusted_schema: 0,
      cell_size_check: 1,
      mmap_size: 0,
    });
    expect(() => beginSource(reader, newSource())).toThrow(/access was refused/);
    expect(() => reader.db.exec('DELETE FROM setting')).toThrow(/readonly/);
  });

  it('is whole in its one file once closed, even while a reader stays', () => {
    const ws = freshWorkspace();
    const reader = closedAfterwards(openWorkspace(ws.path, { access: 'readonly' }));
    importSample(ws);
    expect(listSources(reader)).toHaveLength(1);
    ws.close();
    const copy = join(freshFolder(), 'copy.trailglass');
    copyFileSync(ws.path, copy);
    expect(listSources(closedAfterwards(openWorkspace(copy, { access: 'readonly' })))).toHaveLength(1);
  });

  it('is not changed by reading, and nothing stays beside it', async () => {
    const path = sampleFile();
    const before = readFileSync(path);
    const readers = [1, 2].map(() => openWorkspace(path, { access: 'readonly' }));
    for (const reader of readers) expect((await verifyWorkspace(reader, QUIET)).ok).toBe(true);
    for (const reader of readers) reader.close();
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(dirname(path))).toEqual(['case.trailglass']);
  });

  it('is refused to a second opener under any of its names', () => {
    const folder = freshFolder();
    const ws = freshWorkspace(join(folder, 'case.trailglass'));
    const link = join(folder, 'link.trailglass');
    symlinkSync(ws.path, link);
    mkdirSync(join(folder, 'sub'));
    for (const name of [ws.path, link, join(folder, 'sub', '..', 'case.trailglass')]) {
      const error = refusal(name);
      expect(error.code).toBe('WORKSPACE_BUSY');
      expect(error.details).toMatchObject({ pid: process.pid, since: NOON.toISOString() });
    }
    ws.close();
    ws.close();
    openWorkspace(link, { access: 'readwrite' }).close();
    expect(existsSync(`${ws.path}-lock`)).toBe(false);
  });

  it.each([
    ['a text', (path: string) => writeFileSync(path, 'longer than the header of a database '.repeat(10))],
    [
      'a database with a trigger',
      (path: string) =>
        tamper(
          path,
          'CREATE TABLE owner (pid, host, since); CREATE TRIGGER t BEFORE DELETE ON owner BEGIN SELECT 1; END; INSERT INTO owner VALUES (1, 2, 3)',
        ),
    ],
  ])('does not take %s of someone else for its lock', (_, make) => {
    const ws = freshWorkspace();
    ws.close();
    make(`${ws.path}-lock`);
    const before = readFileSync(`${ws.path}-lock`);
    expect(refusal(ws.path)).toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining('Move it away'),
    });
    expect(readFileSync(`${ws.path}-lock`).equals(before)).toBe(true);
  });
});

describe('append-only tables', () => {
  it.each([
    'meta',
    'event_data',
    'value',
    'raw_block',
    'reject',
    'duplicate',
    'batch',
    'extra_column',
    'source',
  ])('refuses to change or delete rows of %s', (table) => {
    const ws = freshWorkspace();
    importSample(ws);
    const [column] = ws.db
      .prepare<[string], string>('SELECT name FROM pragma_table_info(?)')
      .pluck()
      .all(table);
    expect(() => ws.db.exec(`UPDATE "${table}" SET "${column}" = "${column}"`)).toThrow(
      /append-only|never changes/,
    );
    expect(() => ws.db.exec(`DELETE FROM "${table}"`)).toThrow(/append-only|never changes/);
  });
});
