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
            max(lastTime), min(firstTime) FROM source WHERE id NOT IN (SELECT source FROM withdrawn)`,
    ) as [number, number, number, number, number, number | null, number | null];
    const [sources, events, auditEvents, usageEvents, rejected, newestTime, oldestTime] = totals;
    const withdrawn = selectRow(
      ws.db,
      sql`SELECT count(*), total(imported) FROM source WHERE id IN (SELECT source FROM withdrawn)`,
    ) as [number, number];
    return {
      name: ws.name,
      schemaVersion: schemaVersion(ws.db),
      revision: revisionOf(ws),
      events,
      auditEvents,
      usageEvents,
      sources,
      rejected,
      withdrawn: { sources: withdrawn[0], events: withdrawn[1] },
      newestTime,
      oldestTime,
      index: indexState(ws),
      canSave: ws.apart !== null,
    };
  });
}

/** Batches and withdrawals there are: grows with everything that changes what there is to see. */
export function revisionOf(ws: Workspace): number {
  const counted = sql`SELECT coalesce((SELECT max(id) FROM batch), 0) + coalesce((SELECT max(id) FROM withdrawal), 0)`;
  return naming(`Reading ${ws.path}`, () => selectNumber(ws.db, counted) ?? 0);
}
