import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { indexState } from '../../../electron/engine/store/column-index.ts';
import { MIGRATIONS } from '../../../electron/engine/store/migrations/migrations.ts';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import { reindex } from '../../../electron/engine/store/reindex.ts';
import { verifyWorkspace } from '../../../electron/engine/store/verify.ts';
import type { Workspace } from '../../../electron/engine/store/workspace.ts';
import { writeFirstFormat } from './first-format.ts';
import { closedAfterwards, freshFolder, importSample, QUIET } from './fixtures.ts';

function oldFile(): string {
  const path = join(freshFolder(), 'old.trailglass');
  writeFirstFormat(path);
  return path;
}

const open = (path: string) => closedAfterwards(openWorkspace(path, { access: 'readwrite' }));
const everything = (db: Database.Database) =>
  db.prepare('SELECT * FROM events ORDER BY id').safeIntegers().all();

async function failures(ws: Workspace, check?: string): Promise<string[]> {
  const { checks } = await verifyWorkspace(ws, QUIET);
  return checks.filter(({ ok, name }) => !ok && (check ?? name) === name).map(({ message }) => message);
}

describe('a workspace of the first format', () => {
  it('is brought up to date with every event as it was, and its chain holds', async () => {
    const path = oldFile();
    const before = new Database(path, { readonly: true });
    const events = everything(before);
    before.close();
    const ws = open(path);
    expect(existsSync(`${path}.format-1`)).toBe(true);
    expect(ws.db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    expect(ws.db.pragma('foreign_key_check')).toEqual([]);
    expect(everything(ws.db)).toEqual(events);
    expect(await failures(ws, 'chain')).toEqual([]);
    expect(await failures(ws, 'records')).toEqual([]);
    expect(indexState(ws)).toEqual({ ready: false, reason: 'The column index is missing.' });
    reindex(ws, QUIET);
    expect(await failures(ws)).toEqual([]);
  });

  it('takes new events behind the old ones', async () => {
    const ws = open(oldFile());
    const before = everything(ws.db);
    importSample(ws);
    expect(everything(ws.db).slice(0, 2)).toEqual(before);
    expect(ws.db.prepare('SELECT DISTINCT scheme FROM batch ORDER BY id').pluck().all()).toEqual([1, 2]);
    reindex(ws, QUIET);
    expect(await failures(ws)).toEqual([]);
  });

  it.each([
    ['a text', "UPDATE event_data SET actor = 'x' WHERE id = 2"],
    ['an extra value', `UPDATE event_data SET extra = '{"c1":"2","c2":"x\\u001f"}' WHERE id = 1`],
    [
      'a text put elsewhere',
      "INSERT INTO value VALUES (1, '12'); UPDATE event_data SET actor = 1 WHERE id = 2",
    ],
    ['a text that became a number', 'UPDATE event_data SET actor = 12 WHERE id = 2'],
    ['how its batch is hashed', 'UPDATE batch SET scheme = 2'],
    ['how its batch is hashed, to something unknown', 'UPDATE batch SET scheme = 3'],
    ['texts its batch is said to have', 'UPDATE batch SET firstValue = 1, lastValue = 0'],
    ['its duplicate', "UPDATE duplicate SET kind = 'conflict'"],
  ])('is still found to be changed: %s', async (_, change) => {
    const path = oldFile();
    open(path).close();
    const db = new Database(path);
    const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all() as {
      name: string;
      sql: string;
    }[];
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
    db.exec(change);
    for (const { sql } of triggers) db.exec(sql);
    db.close();
    expect((await failures(open(path), 'records')).join()).toMatch(/^Batch 1 .* is not as written/);
  });
});
