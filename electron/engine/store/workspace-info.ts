import type { WorkspaceInfo } from '../../../shared/api/contract.ts';
import { sql } from '../sql.ts';
import { indexState } from './column-index.ts';
import { naming } from './disk-error.ts';
import { schemaVersion } from './migrate.ts';
import { selectNumber, selectRow } from './run-sql.ts';
import type { Workspace } from './workspace.ts';

/** Facts of a workspace, from the counts that sources carry: the time it takes does not depend on the events. */
export function workspaceInfo(ws: Workspace): WorkspaceInfo {
  return naming(`Reading ${ws.path}`, () => {
    const totals = selectRow(
      ws.db,
      sql`SELECT count(*), total(imported), total(auditEvents), total(usageEvents), total(rejected),
            max(lastTime), min(firstTime), (SELECT max(id) FROM batch) FROM source`,
    ) as [number, number, number, number, number, number | null, number | null, number | null];
    const [sources, events, auditEvents, usageEvents, rejected, newestTime, oldestTime, batches] = totals;
    return {
      name: ws.name,
      schemaVersion: schemaVersion(ws.db),
      revision: batches ?? 0,
      events,
      auditEvents,
      usageEvents,
      sources,
      rejected,
      newestTime,
      oldestTime,
      index: indexState(ws),
      canSave: ws.apart !== null,
    };
  });
}

/** Number of the newest batch, 0 when there is none: grows with everything that is stored. */
export function revisionOf(ws: Workspace): number {
  return naming(`Reading ${ws.path}`, () => selectNumber(ws.db, sql`SELECT max(id) FROM batch`) ?? 0);
}
