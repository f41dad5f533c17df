import { basename } from 'node:path';
import type { ExportFormat, ExportReport, Sort } from '../../../shared/api/contract.ts';
import type { CallContext } from '../../../shared/api/remote.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { QueryEngine } from '../query/query-engine.ts';
import type { Workspace } from '../store/workspace.ts';
import { exportRows } from './export-rows.ts';
import { writeWholeFile } from './write-whole-file.ts';

/** What to export, how and where. */
export interface ExportRequest {
  readonly filter: Filter;
  readonly sort: Sort;
  readonly format: ExportFormat;
  /** An existing file is replaced, once the new one is complete. */
  readonly path: string;
}

/**
 * Writes every event of a filter to a file, in the order of the grid: the rows are those the query engine
 * selects for both. They come from the column index where that is at hand, else from the table. Memory stays
 * bounded; between chunks progress is told and a cancelled call stops.
 * @throws CANCELLED, UNKNOWN_FIELD, BAD_ARGUMENT, FILE_MISSING (the folder), FILE_UNREADABLE, DISK_FULL,
 *   DISK_ERROR; then no file is left and an existing target is untouched
 */
export async function exportEvents(
  ws: Workspace,
  query: QueryEngine,
  { filter, sort, format, path }: ExportRequest,
  context: CallContext,
): Promise<ExportReport> {
  const { ids } = query.matching(filter, sort, context);
  const stage = `Writing ${basename(path)}`;
  const pieces = exportRows(ws, query.columns(), format, ids, {
    throwIfCancelled: () => context.throwIfCancelled(),
    progress: (done) => context.progress({ stage, done, total: ids.length, unit: 'records', records: null }),
  });
  const written = await writeWholeFile(path, pieces);
  return { rows: ids.length, ...written, format, sanitised: format === 'csv' };
}
