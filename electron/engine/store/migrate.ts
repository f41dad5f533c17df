import { existsSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';
import { raw, sql } from '../sql.ts';
import { asAppError } from './disk-error.ts';
import { MIGRATIONS, type Migration } from './migrations/migrations.ts';
import { execute } from './run-sql.ts';

/** What bringing a file up to date did. */
export interface MigrationReport {
  readonly from: number;
  readonly to: number;
  /** Copy of the file as it was; null when nothing had to change. */
  readonly backup: string | null;
}

/** The schema version of an open database: how many steps it has taken. */
export function schemaVersion(db: Database.Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/**
 * Takes the steps a file has not taken yet, all in one transaction, after writing a whole copy of the file
 * beside it. When a step fails, the file is as it was.
 * @throws WORKSPACE_NEWER, DISK_FULL, DISK_ERROR, WORKSPACE_DAMAGED
 */
export function migrate(
  db: Database.Database,
  path: string,
  migrations: readonly Migration[] = MIGRATIONS,
): MigrationReport {
  const from = schemaVersion(db);
  const to = migrations.length;
  if (from > to) {
    throw new AppError('WORKSPACE_NEWER', `${path} was written by a later version of Trailglass.`, { path });
  }
  if (from === to) return { from, to, backup: null };
  try {
    const backup = writeBackup(db, path, from);
    db.transaction(() => {
      for (const step of migrations.slice(from)) db.exec(raw(step).text);
      db.pragma(`user_version = ${to}`);
    }).immediate();
    return { from, to, backup };
  } catch (error) {
    throw asAppError(error, `Bringing ${path} from format ${from} to ${to}`);
  }
}

/** `VACUUM INTO` sees what is still in the write-ahead log; copying the file would not. */
function writeBackup(db: Database.Database, path: string, version: number): string {
  const backup = freeName(`${path}.format-${version}`);
  execute(db, sql`VACUUM INTO ${backup}`);
  return backup;
}

function freeName(base: string): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!existsSync(name)) return name;
  }
}
