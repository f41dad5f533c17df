import Database from 'better-sqlite3';
import type { WorkspaceAccess } from './workspace.ts';

/** How long to wait for a stock tool that is writing. */
const BUSY_TIMEOUT_MS = 1_000;

/** How long a saved view may wait for an import, which commits several times a second. */
const APART_TIMEOUT_MS = 3_000;

/** Opens a workspace file with the hardening that holds per connection. https://sqlite.org/security.html */
export function connect(path: string, access: WorkspaceAccess): Database.Database {
  const db = new Database(path, {
    fileMustExist: true,
    readonly: access === 'readonly',
    timeout: BUSY_TIMEOUT_MS,
  });
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  db.pragma('mmap_size = 0');
  return db;
}

/** Pages that an import holds, KiB. */
const FEW_PAGES = 4_096;

/**
 * Holds few pages while rows are put behind each other, which look at no full page again: else 16 MB of them stay.
 * @returns what holds as many as before
 */
export function holdFewPages(db: Database.Database): () => void {
  const before = Number(db.pragma('cache_size', { simple: true }));
  db.pragma(`cache_size = -${FEW_PAGES}`);
  return () => {
    if (db.open) db.pragma(`cache_size = ${before}`);
  };
}

/** A connection beside the one that imports: it waits for a commit of that one, and leaves folding the log away to it. */
export function connectApart(path: string): Database.Database {
  const db = connect(path, 'readwrite');
  db.pragma(`busy_timeout = ${APART_TIMEOUT_MS}`);
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('wal_autocheckpoint = 0');
  return db;
}
