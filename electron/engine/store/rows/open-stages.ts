import type Database from 'better-sqlite3';
import type { Workspace } from '../workspace.ts';
import { StageFile } from './stage-file.ts';

/** The stage of each connection that writes; null where none can be had. */
const stages = new WeakMap<Database.Database, StageFile | null>();

/**
 * The stage of a workspace, made when there is none yet; null when rows have to be inserted without. The first call
 * must be outside of transactions.
 */
export function stageOf(ws: Workspace): StageFile | null {
  if (!stages.has(ws.db)) stages.set(ws.db, ws.db.inTransaction ? null : StageFile.open(ws.db, ws.path));
  const stage = stages.get(ws.db) ?? null;
  return stage?.usable === true ? stage : null;
}

/** Gives the stage of a connection back, if there is one. Call it outside of transactions, before closing it. */
export function closeStage(db: Database.Database): void {
  stages.get(db)?.close();
  stages.delete(db);
}
