import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join as joinPath, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';
import { raw } from '../sql.ts';
import { connect, connectApart } from './connection.ts';
import { createWorkspaceFile } from './create.ts';
import { asAppError } from './disk-error.ts';
import { checkHeader, checkIdentity, foreign, inspectPath } from './header.ts';
import { interruptUnfinished } from './interrupt-unfinished.ts';
import { takeLock, type WorkspaceLock } from './lock.ts';
import { migrate, schemaVersion } from './migrate.ts';
import { MIGRATIONS, READABLE_FROM } from './migrations/migrations.ts';
import { purgeDeletedViews } from './purge-views.ts';
import { closeStage } from './rows/open-stages.ts';
import { removeLeftStage } from './rows/stage-file.ts';
import { selectValue } from './run-sql.ts';
import { expectedSchema, readSchema, schemaDifferences } from './schema.ts';
import type { Workspace, WorkspaceAccess } from './workspace.ts';

export interface OpenOptions {
  readonly access: WorkspaceAccess;
  /** Make the workspace when there is no file; only with `readwrite`. */
  readonly create?: boolean;
  /**
   * With `readonly`: whether this process holds the lock by another connection, so that this one may open a second one
   * for what lies apart from evidence.
   */
  readonly apart?: boolean;
  /** Real time when left out. */
  readonly clock?: () => Date;
}

/** First SQLite without the WAL-reset corruption bug: https://sqlite.org/wal.html#walresetbug */
const OLDEST_SAFE_SQLITE = [3, 51, 3] as const;

/**
 * Up to this size the structure of the whole file is checked at every opening; it reads the whole file, so
 * beyond it opening would no longer be immediate. `verify` always checks everything.
 */
const CHECK_ALL_BELOW_BYTES = 64 * 1024 * 1024;

/**
 * Opens a workspace.
 *
 * `readwrite` takes the lock, finishes what a killed import left, and brings an older file up to date. There is
 * one such opener at a time. `readonly` is a further connection beside it, for queries: no lock, and any
 * attempt to write is refused by SQLite.
 *
 * @throws WORKSPACE_MISSING, WORKSPACE_FOREIGN, WORKSPACE_NEWER, WORKSPACE_OLDER (readonly), WORKSPACE_DAMAGED,
 *   WORKSPACE_BUSY, FILE_UNREADABLE, FILE_MISSING (the folder of a new workspace), DISK_FULL, DISK_ERROR
 */
export function openWorkspace(path: string, options: OpenOptions): Workspace {
  assertSafeSqlite();
  const target = realPath(resolve(path));
  return options.access === 'readwrite' ? openForWriting(target, options) : openForReading(target, options);
}

function openForWriting(path: string, options: OpenOptions): Workspace {
  const clock = options.clock ?? (() => new Date());
  const create = options.create ?? false;
  if (inspectPath(path) === 'missing' && !create) throw missing(path);
  assertFolder(path);
  const lock = takeLock(path, clock());
  try {
    removeLeftStage(path);
    const fact = inspectPath(path);
    if (fact !== 'file' && create) createWorkspaceFile(path, clock(), fact === 'empty');
    checkHeader(path, MIGRATIONS.length);
    const db = connect(path, 'readwrite');
    try {
      prepareForWriting(db, path);
      interruptUnfinished(db, clock);
      purgeDeletedViews(db);
      return workspaceOf(path, 'readwrite', db, { clock, lock, apart: true });
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw asAppError(error, `Opening ${path}`);
  }
}

function openForReading(path: string, options: OpenOptions): Workspace {
  const fact = inspectPath(path);
  if (fact === 'missing') throw missing(path);
  if (fact === 'empty') throw foreign(path, 'it is empty');
  try {
    const db = connect(path, 'readonly');
    try {
      db.pragma('query_only = ON');
      checkPragmaIdentity(db, path);
      assertSchema(db, path, schemaVersion(db));
      assertCurrent(db, path);
      const clock = options.clock ?? (() => new Date());
      return workspaceOf(path, 'readonly', db, { clock, lock: null, apart: options.apart ?? false });
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    throw asAppError(error, `Opening ${path}`);
  }
}

/** The file was checked by its header; now the checks that need SQLite, then durability, then migration. */
function prepareForWriting(db: Database.Database, path: string): void {
  checkPragmaIdentity(db, path);
  assertSchema(db, path, schemaVersion(db));
  assertStructure(db, path);
  db.pragma('journal_mode = WAL');
  // The build in use falls back to NORMAL for every WAL file it opens; that would lose acknowledged batches.
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  migrate(db, path);
}

function checkPragmaIdentity(db: Database.Database, path: string): void {
  const applicationId = Number(db.pragma('application_id', { simple: true }));
  checkIdentity(path, applicationId, schemaVersion(db), MIGRATIONS.length);
}

/** A table swapped for a view, or a trigger added, would run on our behalf: nothing may differ. */
function assertSchema(db: Database.Database, path: string, version: number): void {
  const differences = schemaDifferences(readSchema(db), expectedSchema(MIGRATIONS.slice(0, version)));
  if (differences.length === 0) return;
  throw new AppError(
    'WORKSPACE_DAMAGED',
    `${path} was changed by another program: ${differences.slice(0, 3).join(', ')}. Undo that change or use a copy from before it.`,
    { path, differences },
  );
}

/**
 * Only a writer brings a file up to date, because it keeps a copy of it as it was. A reader does not need the newest
 * steps.
 */
function assertCurrent(db: Database.Database, path: string): void {
  const version = schemaVersion(db);
  if (version >= READABLE_FROM) return;
  throw new AppError(
    'WORKSPACE_OLDER',
    `${path} has format ${version} of an earlier Trailglass. Open it in the window, or run "trailglass reindex -w" on it, which brings it to format ${MIGRATIONS.length} and keeps a copy as it was.`,
    { path, version },
  );
}

function assertStructure(db: Database.Database, path: string): void {
  const bytes = Number(
    selectValue(db, raw('SELECT page_count * page_size FROM pragma_page_count, pragma_page_size')),
  );
  if (bytes > CHECK_ALL_BELOW_BYTES) return;
  const result = db.pragma('quick_check(1)', { simple: true });
  if (result === 'ok') return;
  throw new AppError(
    'WORKSPACE_DAMAGED',
    `${path} is damaged: ${String(result).replaceAll('\n', ' ')}. Keep it as it is and go back to a copy.`,
    { path, found: String(result) },
  );
}

interface Holding {
  readonly clock: () => Date;
  readonly lock: WorkspaceLock | null;
  readonly apart: boolean;
}

function workspaceOf(
  path: string,
  access: WorkspaceAccess,
  db: Database.Database,
  { clock, lock, apart }: Holding,
): Workspace {
  let second: Database.Database | null = null;
  const openApart = (): Database.Database => {
    if (access === 'readwrite') return db;
    second ??= connectApart(path);
    return second;
  };
  return {
    path,
    name: basename(path),
    access,
    db,
    apart: apart ? openApart : null,
    clock,
    close() {
      if (!db.open) return;
      second?.close();
      closeStage(db);
      if (access === 'readwrite') emptyWriteAheadLog(db);
      db.close();
      if (access === 'readonly') removeEmptyLog(path);
      lock?.release();
    },
  };
}

/**
 * While readers are connected, closing leaves the newest batches in the `-wal` file. They are safe there, but
 * someone who copies the workspace file alone would not have them.
 */
function emptyWriteAheadLog(db: Database.Database): void {
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    // A full or failing disk: what is in the log stays there, and the next opening goes on with it.
    if (!(error instanceof Database.SqliteError)) throw error;
  }
}

/**
 * A reader that comes when nobody else is there makes a `-wal` and a `-shm` file and may not delete them.
 * A connection that may write does so when it is the last to close; SQLite knows whether it is. A log that is
 * not empty is left alone: reading must not change the workspace file.
 */
function removeEmptyLog(path: string): void {
  try {
    if (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size !== 0) return;
    const db = connect(path, 'readwrite');
    schemaVersion(db);
    db.close();
  } catch (error) {
    // Where the reader may not write, the two files stay. They hold nothing and harm nobody.
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

/** Two names of one file must meet at one lock, so links are followed, also for a file yet to be made. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return realFolder(path);
  }
}

function realFolder(path: string): string {
  try {
    return joinPath(realpathSync(dirname(path)), basename(path));
  } catch {
    return path;
  }
}

function assertFolder(path: string): void {
  try {
    realpathSync(dirname(path));
  } catch (error) {
    const folder = dirname(path);
    throw new AppError(
      'FILE_MISSING',
      `Creating ${path}: the folder ${folder} does not exist. Make it first, or choose another.`,
      { path, folder },
      error,
    );
  }
}

function missing(path: string): AppError {
  return new AppError(
    'WORKSPACE_MISSING',
    `There is no workspace at ${path}. Check the path, or import into it to create it.`,
    {
      path,
    },
  );
}

function assertSafeSqlite(): void {
  const db = new Database(':memory:');
  const version = String(selectValue(db, raw('SELECT sqlite_version()')));
  db.close();
  const parts = version.split('.').map(Number);
  for (const [index, least] of OLDEST_SAFE_SQLITE.entries()) {
    const part = parts[index] ?? 0;
    if (part > least) return;
    if (part < least) {
      throw new AppError(
        'INTERNAL',
        `SQLite ${version} can corrupt files; ${OLDEST_SAFE_SQLITE.join('.')} is needed.`,
      );
    }
  }
}
