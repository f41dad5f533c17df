import { sql } from '../sql.ts';
import type { Workspace } from './workspace.ts';

/** Identities of the events of one batch. */
export interface IdentityRun {
  /** Id of the event the first bytes belong to; the others follow one by one. */
  readonly firstEvent: number;
  readonly count: number;
  /** Eight bytes for each event; sixteen in batches of the first format, which were another hash. */
  readonly identities: Uint8Array;
}

/**
 * Identities of stored events, batch by batch, in event order.
 * @param after only of events with higher ids
 */
export function* identitiesOf(ws: Workspace, after = 0): Iterable<IdentityRun> {
  // One batch at a time by its key: an open cursor would forbid writing on this connection meanwhile.
  const next = ws.db.prepare<[number, number], { id: number } & IdentityRun>(
    sql`SELECT id, firstEvent, lastEvent - firstEvent + 1 AS count, identities FROM batch
        WHERE id > ${0} AND firstEvent > ${0} ORDER BY id LIMIT 1`.text,
  );
  for (let run = next.get(0, after); run !== undefined; run = next.get(run.id, after)) {
    yield { firstEvent: run.firstEvent, count: run.count, identities: run.identities };
  }
}
