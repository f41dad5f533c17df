import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReindexReport } from '../../../shared/api/contract.ts';
import type { CallContext } from '../../../shared/api/remote.ts';
import { sql } from '../sql.ts';
import { insertSegment } from './column-index.ts';
import { columnsOfRows } from './columns-of-rows.ts';
import { asAppError } from './disk-error.ts';
import { segmentsOfRows } from './index-segments.ts';
import { execute } from './run-sql.ts';
import type { Workspace } from './workspace.ts';

/**
 * Writes the column index anew from the rows, a segment in each transaction. When it ends early the index is
 * incomplete, which every reader notices; the rows are never touched.
 * @throws CANCELLED, DISK_FULL, DISK_ERROR, WORKSPACE_BUSY, WORKSPACE_DAMAGED
 */
export async function reindex(ws: Workspace, context: CallContext): Promise<ReindexReport> {
  try {
    const segments = segmentsOfRows(ws);
    const total = segments.reduce((sum, { count }) => sum + count, 0);
    let done = 0;
    const report = () =>
      context.progress({ stage: 'Rebuilding the column index', done, total, unit: 'records', records: null });
    report();
    ws.db
      .transaction(() => {
        execute(ws.db, sql`DELETE FROM index_column`);
        execute(ws.db, sql`DELETE FROM index_segment`);
      })
      .immediate();
    for (const segment of segments) {
      await nextTurn(); // so that progress leaves this thread and a cancel arrives
      context.throwIfCancelled();
      ws.db
        .transaction(() => insertSegment(ws.db, segment.firstEvent, columnsOfRows(ws.db, segment)))
        .immediate();
      done += segment.count;
      report();
    }
    return { segments: segments.length, events: total };
  } catch (error) {
    throw asAppError(error, `Rebuilding the column index of ${ws.path}`);
  }
}
