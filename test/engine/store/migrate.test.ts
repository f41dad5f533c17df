import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../electron/engine/store/migrate.ts';
import { freshFolder } from './fixtures.ts';

const FIRST = 'CREATE TABLE event (id INTEGER PRIMARY KEY, actor TEXT) STRICT';
const SECOND = "ALTER TABLE event ADD COLUMN tenant TEXT; UPDATE event SET tenant = 'none'";
const THIRD = 'CREATE INDEX event_tenant ON event (tenant)';

/** A file of the first format with a row that is still in the write-ahead log. */
function oldFile(): { db: Database.Database; path: string } {
  const path = join(freshFolder(), 'case.trailglass');
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.exec(`${FIRST}; INSERT INTO event (actor) VALUES ('dana'); PRAGMA user_version = 1`);
  return { db, path };
}

const version = (db: Database.Database) => db.pragma('user_version', { simple: true });

describe('migrations', () => {
  it('take the steps that are missing, after a whole copy of the file', () => {
    const { db, path } = oldFile();
    const report = migrate(db, path, [FIRST, SECOND, THIRD]);
    expect(report).toEqual({ from: 1, to: 3, backup: `${path}.format-1` });
    expect(version(db)).toBe(3);
    expect(db.prepare('SELECT * FROM event').all()).toEqual([{ id: 1, actor: 'dana', tenant: 'none' }]);
    const backup = new Database(`${path}.format-1`, { readonly: true });
    expect(version(backup)).toBe(1);
    expect(backup.prepare('SELECT * FROM event').all()).toEqual([{ id: 1, actor: 'dana' }]);
    backup.close();
    db.close();
  });

  it('do nothing to a file that is up to date', () => {
    const { db, path } = oldFile();
    expect(migrate(db, path, [FIRST])).toEqual({ from: 1, to: 1, backup: null });
    expect(existsSync(`${path}.format-1`)).toBe(false);
    db.close();
  });

  it('leave the file as it was when a step fails', () => {
    const { db, path } = oldFile();
    expect(() => migrate(db, path, [FIRST, SECOND, 'CREATE TABLE event (again)'])).toThrow(
      /Bringing .* from format 1 to 3: table event already exists/,
    );
    expect(version(db)).toBe(1);
    expect(db.prepare('SELECT * FROM event').all()).toEqual([{ id: 1, actor: 'dana' }]);
    db.close();
  });

  it('never write over an earlier copy', () => {
    const { db, path } = oldFile();
    expect(() => migrate(db, path, [FIRST, 'nonsense'])).toThrow(/syntax error/);
    expect(migrate(db, path, [FIRST, SECOND]).backup).toBe(`${path}.format-1-2`);
    db.close();
  });

  it('refuse a file of a later version', () => {
    const { db, path } = oldFile();
    db.pragma('user_version = 2');
    expect(() => migrate(db, path, [FIRST])).toThrow(expect.objectContaining({ code: 'WORKSPACE_NEWER' }));
    db.close();
  });
});
