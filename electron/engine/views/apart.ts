import type Database from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';
import { sql } from '../sql.ts';
import { naming } from '../store/disk-error.ts';
import { execute } from '../store/run-sql.ts';
import type { Workspace } from '../store/workspace.ts';

/** The connection for what lies apart from evidence. @throws FORBIDDEN where another program holds the workspace */
export function apartOf(ws: Workspace): Database.Database {
  if (ws.apart !== null) return ws.apart();
  throw new AppError(
    'FORBIDDEN',
    `"${ws.name}" is open for reading only, so views and reviews cannot be saved. Close the program that holds it, then open it again.`,
  );
}

/** Runs a change of what lies apart from evidence, whole or not at all. @throws FORBIDDEN */
export function changing<T>(ws: Workspace, change: (db: Database.Database) => T): T {
  const db = apartOf(ws);
  return naming(`Writing to ${ws.path}`, () => db.transaction(() => change(db)).immediate());
}

/** Keeps a value as JSON; null takes it away. */
export function writeSetting(db: Database.Database, key: string, value: unknown): void {
  if (value === null) execute(db, sql`DELETE FROM setting WHERE key = ${key}`);
  else
    execute(db, sql`INSERT OR REPLACE INTO setting (key, value) VALUES (${key}, ${JSON.stringify(value)})`);
}
