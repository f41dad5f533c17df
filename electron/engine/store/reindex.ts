import { sql } from '../sql.ts';
import { insertSegment } from './column-index.ts';
import { columnsOfRows } from './columns-of-rows.ts';
import { naming } from './disk-error.ts';
import { segmentsOfRows } from './index-segments.ts';
import { execute } from './run-sql.ts';
import type { Workspace } from './workspace.ts';

/** What writing the index anew came to. */
export interface ReindexReport {
  readonly segments: number;
  readonly events: number;
}

/** What long work asks now and then. */
export interface ReindexContext {
  /** @throws CANCELLED */
  throwIfCancelled(): void;
  progress(progress: { stage: string; done: number; total: number; unit: 'records'; records: null }): void;
}

/**
 * Writes the column index anew from the rows, a segment in each transaction. When it ends early the index is
 * incomplete, which every reader notices; the rows are never touched.
 * @throws CANCELLED, DISK_FULL, DISK_ERROR, WORKSPACE_BUSY, WORKSPACE_DAMAGED
 */
export function reindex(ws: Workspace, context: ReindexContext): ReindexReport {
  return naming(`Rebuilding the column index of ${ws.path}`, () => {
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
      context.throwIfCancelled();
      ws.db
        .transaction(() => insertSegment(ws.db, segment.firstEvent, columnsOfRows(ws.db, segment)))
        .immediate();
      done += segment.count;
      report();
    }
    return { segments: segments.length, events: total };
  });
}
