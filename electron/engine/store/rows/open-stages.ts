import type Database from 'better-sqlite3';
import type { Workspace } from '../workspace.ts';
import { StageFile } from './stage-file.ts';

/** The stage of each connection that writes; null where none can be had. */
const stages = new WeakMap<Database.Database, StageFile | null>();

/** Makes the stage of a workspace if there is none yet. Call it outside of transactions. */
export function openStage(ws: Workspace): void {
  if (!stages.has(ws.db)) stages.set(ws.db, StageFile.open(ws.db, ws.path));
}

/** The stage of a workspace; null when rows have to be inserted without. */
export function currentStage(ws: Workspace): StageFile | null {
  const stage = stages.get(ws.db) ?? null;
  return stage?.usable === true ? stage : null;
}

/** Gives the stage of a connection back, if there is one. Call it outside of transactions, before closing it. */
export function closeStage(db: Database.Database): void {
  stages.get(db)?.close();
  stages.delete(db);
}
