import { sql } from '../sql.ts';
import { selectNumber, selectRows } from './run-sql.ts';
import type { Workspace } from './workspace.ts';

/** Identities of the events of one batch. */
export interface IdentityRun {
  /** Id of the batch. */
  readonly batch: number;
  readonly source: number;
  /** Id of the event the first bytes belong to; the others follow one by one. */
  readonly firstEvent: number;
  readonly count: number;
  /** Eight bytes for each event; sixteen in batches of the first format, which were another hash. */
  readonly identities: Uint8Array;
}

/**
 * Identities of stored events, batch by batch, in event order.
 * @param after only of batches with higher ids
 */
export function* identitiesOf(ws: Workspace, after = 0): Iterable<IdentityRun> {
  // One batch at a time by its key: an open cursor would forbid writing on this connection meanwhile.
  const next = ws.db.prepare<[number], IdentityRun>(
    sql`SELECT id AS batch, source, firstEvent, lastEvent - firstEvent + 1 AS count, identities FROM batch
        WHERE id > ${0} AND firstEvent IS NOT NULL ORDER BY id LIMIT 1`.text,
  );
  for (let run = next.get(after); run !== undefined; run = next.get(run.batch)) yield run;
}

/** Events of batches with ids above `after`. */
export function eventsBehind(ws: Workspace, after: number): number {
  const counted = sql`SELECT sum(lastEvent - firstEvent + 1) FROM batch WHERE id > ${after}`;
  return selectNumber(ws.db, counted) ?? 0;
}

/** First event of a source; null while it has none. */
export function firstEventOf(ws: Workspace, source: number): number | null {
  return selectNumber(ws.db, sql`SELECT min(firstEvent) FROM batch WHERE source = ${source}`);
}

/** The ids of the events of a source, batch by batch. */
export function eventRunsOf(
  ws: Workspace,
  source: number,
): { readonly firstEvent: number; readonly lastEvent: number }[] {
  const runs = sql`SELECT firstEvent, lastEvent FROM batch
    WHERE source = ${source} AND firstEvent IS NOT NULL ORDER BY id`;
  return selectRows(ws.db, runs).map(([first, last]) => ({
    firstEvent: Number(first),
    lastEvent: Number(last),
  }));
}
