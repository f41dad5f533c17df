import { basename } from 'node:path';
import type { ExportFormat, ExportReport, Sort } from '../../../shared/api/contract.ts';
import type { CallContext } from '../../../shared/api/remote.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { EventReader, type StoredRow } from '../query/event-rows.ts';
import { readExtraNames } from '../query/field-sql.ts';
import type { EventIds, QueryEngine } from '../query/query-engine.ts';
import { naming } from '../store/disk-error.ts';
import { listSources } from '../store/sources.ts';
import type { Workspace } from '../store/workspace.ts';
import { csvWriter, type RowContext } from './csv-writer.ts';
import { exportColumns } from './export-columns.ts';
import { jsonLinesWriter, jsonWriter } from './json-writer.ts';
import type { RowWriter } from './row-writer.ts';
import { writeWholeFile } from './write-whole-file.ts';

/** What to export, how and where. */
export interface ExportRequest {
  readonly filter: Filter;
  readonly sort: Sort;
  readonly format: ExportFormat;
  /** An existing file is replaced, once the new one is complete. */
  readonly path: string;
}

const WRITERS: Readonly<Record<ExportFormat, (context: RowContext) => RowWriter>> = {
  csv: csvWriter,
  json: jsonWriter,
  jsonl: jsonLinesWriter,
};

/** Rows read and written at a time; what an export holds in memory does not grow with its rows. */
const ROWS_AT_ONCE = 1_000;

/**
 * Writes every event of a filter to a file, in the order of the grid: the rows are those the query engine
 * selects for both. Memory stays bounded; between chunks progress is told and a cancelled call stops.
 * @throws CANCELLED, UNKNOWN_FIELD, BAD_ARGUMENT, FILE_MISSING (the folder), FILE_UNREADABLE, DISK_FULL,
 *   DISK_ERROR; then no file is left and an existing target is untouched
 */
export async function exportEvents(
  ws: Workspace,
  query: QueryEngine,
  { filter, sort, format, path }: ExportRequest,
  context: CallContext,
): Promise<ExportReport> {
  const { ids } = query.matching(filter, sort);
  const columns = exportColumns(query.columns());
  const reader = new EventReader(ws.db, columns.fields);
  const writer = WRITERS[format]({
    columns,
    places: reader.places,
    extraNames: readExtraNames(ws.db),
    sourceNames: new Map(listSources(ws).map(({ id, name }) => [id, name])),
  });
  const stage = `Writing ${basename(path)}`;
  const written = await writeWholeFile(
    path,
    textOf(ids, writer, {
      read: (some) => naming(`Reading ${ws.path}`, () => reader.readAll(some)),
      before(done) {
        context.throwIfCancelled();
        context.progress({ stage, done, total: ids.length, unit: 'records', records: null });
      },
    }),
  );
  return { rows: ids.length, ...written, format, sanitised: format === 'csv' };
}

/** Steps of an export: how rows are read, and what is done before each step, given the rows done so far. */
interface Steps {
  read(ids: EventIds): readonly StoredRow[];
  before(done: number): void;
}

/** The text of the file, piece by piece. */
function* textOf(ids: EventIds, writer: RowWriter, { read, before }: Steps): Generator<string> {
  yield writer.begin();
  for (let done = 0; done < ids.length; done += ROWS_AT_ONCE) {
    before(done);
    let text = '';
    for (const row of read(ids.subarray(done, done + ROWS_AT_ONCE))) text += writer.row(row);
    yield text;
  }
  before(ids.length);
  yield writer.end();
}
