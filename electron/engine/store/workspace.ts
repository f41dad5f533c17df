import type Database from 'better-sqlite3';

/** How a workspace was opened: the one writer, or a further reader beside it. */
export type WorkspaceAccess = 'readwrite' | 'readonly';

/** An open workspace file. */
export interface Workspace {
  /** Absolute path, symbolic links resolved. */
  readonly path: string;
  /** File name without its folder. */
  readonly name: string;
  readonly access: WorkspaceAccess;
  readonly db: Database.Database;
  /**
   * The connection that writes what lies apart from evidence: views, reviews, settings. It is not the one that imports,
   * so it need not wait for the end of an import. Null where this process does not hold the lock.
   */
  readonly apart: (() => Database.Database) | null;
  /** Real time, or the time of a test. */
  readonly clock: () => Date;
  /** Gives the file and its lock back. Calling it again does nothing. */
  close(): void;
}
