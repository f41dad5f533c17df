import { rmSync } from 'node:fs';
import { hostname } from 'node:os';
import Database from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';
import { raw, sql } from '../sql.ts';
import { asAppError } from './disk-error.ts';
import { execute, selectRow, selectValue } from './run-sql.ts';

/** Who has a workspace open. */
interface LockOwner {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

/** The right to write one workspace. */
export interface WorkspaceLock {
  release(): void;
}

/** Another opener may be between its two steps; it is done within this time. */
const OWNER_READS = 5;

/** Errors other than "taken" are believed when they keep coming. */
const ATTEMPTS = 20;

/**
 * Takes the lock of a workspace: a small SQLite file beside it, `<workspace>-lock`, in which an open
 * transaction stands for "someone writes this workspace". The operating system ends that transaction when the
 * process dies, so a lock never outlives its owner. The name of the owner is committed first, where a refused
 * opener can read it.
 * @throws WORKSPACE_BUSY naming the owner
 */
export function takeLock(workspacePath: string, since: Date): WorkspaceLock {
  const path = `${workspacePath}-lock`;
  const owner = { pid: process.pid, host: hostname(), since: since.toISOString() };
  for (let attempt = 1; ; attempt += 1) {
    const db = openLockFile(path, workspacePath);
    try {
      hold(db, owner);
      if (isStillInPlace(path)) return { release: () => release(db, path) };
      db.close();
    } catch (error) {
      const failure = refusal(error, db, workspacePath);
      db.close();
      // While a former owner deletes the file, SQLite may find it, or the journal beside it, gone half-way.
      if (failure.code === 'WORKSPACE_BUSY' || attempt >= ATTEMPTS) throw failure;
      pause(5);
    }
  }
}

function openLockFile(path: string, workspacePath: string): Database.Database {
  try {
    return new Database(path, { timeout: 0 });
  } catch (error) {
    const failure = asAppError(error, `Opening ${workspacePath}`);
    if (failure.code !== 'FILE_UNREADABLE') throw failure;
    throw new AppError(
      'FILE_UNREADABLE',
      `Opening ${workspacePath}: its folder cannot be written to, and the lock file goes there. Copy the workspace to a folder of your own.`,
      { path: workspacePath },
      error,
    );
  }
}

function hold(db: Database.Database, owner: LockOwner): void {
  db.pragma('trusted_schema = OFF');
  db.transaction(() => {
    // A file someone put there could carry a trigger that never ends.
    const others = sql`SELECT count(*) FROM sqlite_schema WHERE type <> 'table' OR name <> 'owner'`;
    if (selectValue(db, others) !== 0) throw new Database.SqliteError('not a lock file', 'SQLITE_NOTADB');
    execute(
      db,
      sql`CREATE TABLE IF NOT EXISTS owner (pid INTEGER NOT NULL, host TEXT NOT NULL, since TEXT NOT NULL) STRICT`,
    );
    execute(db, sql`DELETE FROM owner`);
    execute(db, sql`INSERT INTO owner VALUES (${owner.pid}, ${owner.host}, ${owner.since})`);
  }).immediate();
  execute(db, raw('BEGIN IMMEDIATE'));
}

/**
 * A former owner may have deleted the file between our opening and locking it. Then the lock is on a file
 * that nobody else will find. A second connection tells: it finds the lock taken only in the file in place.
 */
function isStillInPlace(path: string): boolean {
  let probe: Database.Database | null = null;
  try {
    probe = new Database(path, { timeout: 0, fileMustExist: true });
    execute(probe, raw('BEGIN IMMEDIATE'));
    return false;
  } catch (error) {
    return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
  } finally {
    probe?.close();
  }
}

function release(db: Database.Database, path: string): void {
  if (!db.open) return;
  try {
    // Deleted while held, so that nobody locks a file that is about to vanish.
    rmSync(path, { force: true });
  } catch (error) {
    // Windows does not delete open files: it stays behind, unlocked, and the next opener takes it over.
    if (!(error instanceof Error && 'code' in error)) throw error;
  } finally {
    db.close();
  }
}

function refusal(error: unknown, db: Database.Database, workspacePath: string): AppError {
  const failure = asAppError(error, `Opening ${workspacePath}`);
  if (failure.code === 'WORKSPACE_FOREIGN' || failure.code === 'WORKSPACE_DAMAGED') {
    return new AppError(
      'FILE_UNREADABLE',
      `Opening ${workspacePath}: the file ${workspacePath}-lock beside it is not a lock of Trailglass. Move it away and try again.`,
      { path: workspacePath },
      error,
    );
  }
  if (failure.code !== 'WORKSPACE_BUSY') return failure;
  const owner = readOwner(db);
  if (owner === null) {
    return new AppError(
      'WORKSPACE_BUSY',
      `${workspacePath} is just being opened by another Trailglass. Try again in a moment.`,
      { path: workspacePath },
      error,
    );
  }
  return new AppError(
    'WORKSPACE_BUSY',
    `${workspacePath} is open in another Trailglass: process ${owner.pid} on ${owner.host}, since ${owner.since}. Close it there first.`,
    { path: workspacePath, ...owner },
    error,
  );
}

function readOwner(db: Database.Database): LockOwner | null {
  for (let attempt = 0; attempt < OWNER_READS; attempt += 1) {
    try {
      const [pid, host, since] = selectRow(db, sql`SELECT pid, host, since FROM owner`) ?? [];
      if (typeof pid === 'number' && typeof host === 'string' && typeof since === 'string') {
        return { pid, host, since };
      }
    } catch (error) {
      // The owner is writing its row, or has not made the table yet: both pass within milliseconds.
      if (!(error instanceof Database.SqliteError)) throw error;
    }
    pause(20);
  }
  return null;
}

/** Opening is synchronous, and so is waiting for another opener. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
