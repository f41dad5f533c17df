import { AppError } from '../../../shared/errors.ts';
import { sql } from '../sql.ts';
import { naming } from './disk-error.ts';
import { execute } from './run-sql.ts';
import type { Workspace } from './workspace.ts';

/** How long other connections may have to wait until they can write, ms. */
const LONGEST = 250;

/**
 * Commits several small sources together. Each commit waits for the disk three times, which is most of what a file of a
 * few kilobytes costs. Inside a group every source still has its own batches and its own links in the hash chain, and
 * each of its steps takes place as a whole or not at all; but only {@link end} makes them durable: what a killed process
 * had not committed was never there, and its files are imported anew.
 */
export class CommitGroup {
  readonly #ws: Workspace;
  #begunAt = 0;
  #open = false;

  constructor(ws: Workspace) {
    this.#ws = ws;
  }

  /**
   * Makes what is written until {@link end} part of the group.
   * @throws WORKSPACE_BUSY, DISK_ERROR
   */
  begin(): void {
    if (this.#open && performance.now() - this.#begunAt > LONGEST) this.end();
    if (this.#open) return;
    naming(`Writing ${this.#ws.path}`, () => execute(this.#ws.db, sql`BEGIN IMMEDIATE`));
    this.#begunAt = performance.now();
    this.#open = true;
  }

  /**
   * Commits the group, if there is one.
   * @throws DISK_FULL, DISK_ERROR: then nothing of the group is stored
   */
  end(): void {
    if (!this.#open) return;
    this.#open = false;
    const { db, path } = this.#ws;
    // SQLite ends a transaction by itself when the disk is full.
    if (!db.inTransaction) return;
    try {
      naming(`Writing ${path}`, () => execute(db, sql`COMMIT`));
    } catch (error) {
      if (db.inTransaction) execute(db, sql`ROLLBACK`);
      throw error;
    }
  }

  /** Commits what there is when a job fails. That it cannot be committed either adds nothing to why the job failed. */
  endAfter(failure: unknown): void {
    try {
      this.end();
    } catch (error) {
      if (!(error instanceof AppError)) throw failure;
    }
  }
}
