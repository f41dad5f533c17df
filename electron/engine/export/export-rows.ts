import type { ColumnInfo, ExportFormat } from '../../../shared/api/contract.ts';
import { EventReader } from '../query/event-rows.ts';
import { readExtraNames } from '../query/extra-names.ts';
import type { Checkpoint } from '../query/loaded-columns.ts';
import type { EventIds } from '../query/query-engine.ts';
import { naming } from '../store/disk-error.ts';
import { listSources } from '../store/sources.ts';
import type { Workspace } from '../store/workspace.ts';
import { csvRows } from './csv-rows.ts';
import { csvWriter, type RowContext } from './csv-writer.ts';
import { type ExportColumns, exportColumns } from './export-columns.ts';
import { GATHERED_ROWS } from './gathered-cells.ts';
import { jsonRows } from './json-rows.ts';
import { jsonLinesWriter, jsonWriter } from './json-writer.ts';
import { RowBlocks } from './row-blocks.ts';
import type { RowFormat } from './row-format.ts';
import type { RowWriter } from './row-writer.ts';
import { SegmentReader } from './segment-columns.ts';

/** How a format is written: from rows of the table, and from columns, which gives the same bytes sooner. */
interface Written {
  fromTable(context: RowContext): RowWriter;
  /** Null where the columns do not hold all that a row is written with. */
  fromColumns(columns: ExportColumns, extraIds: ReadonlyMap<string, number>): RowFormat | null;
}

const FORMATS: Readonly<Record<ExportFormat, Written>> = {
  csv: { fromTable: csvWriter, fromColumns: csvRows },
  json: {
    fromTable: jsonWriter,
    // The extra columns of an event stand in the order of its own file, which only its row has.
    fromColumns: (columns) => (columns.extras.length === 0 ? jsonRows(columns, ',\n', '') : null),
  },
  jsonl: {
    fromTable: jsonLinesWriter,
    fromColumns: (columns) => (columns.extras.length === 0 ? jsonRows(columns, '', '\n') : null),
  },
};

/**
 * The content of an export file, piece by piece; a piece of bytes holds until the next but one is asked for. Events
 * come from the column index where that is at hand, else from the table; what is in memory does not grow with them.
 * @throws CANCELLED, what reading the workspace throws
 */
export function* exportRows(
  ws: Workspace,
  available: readonly ColumnInfo[],
  format: ExportFormat,
  ids: EventIds,
  steps: ExportSteps,
): Generator<string | Uint8Array> {
  const columns = exportColumns(available);
  const extraNames = readExtraNames(ws.db);
  const sourceNames = new Map(listSources(ws).map(({ id, name }) => [id, name]));
  const reader = new EventReader(ws.db, columns.fields);
  const writer = FORMATS[format].fromTable({ columns, places: reader.places, extraNames, sourceNames });
  const extraIds = new Map([...extraNames].map(([id, name]) => [name, id]));
  const rowFormat = FORMATS[format].fromColumns(columns, extraIds);
  yield writer.begin();
  const rows = rowsOf(ids, steps, {
    segments: rowFormat === null ? null : new SegmentReader(ws, ids.length),
    blocks: rowFormat === null ? null : new RowBlocks(rowFormat, sourceNames),
    fromTable: (some) =>
      naming(`Reading ${ws.path}`, () => reader.readAll(some))
        .map((row) => writer.row(row))
        .join(''),
  });
  yield* withoutFirst(writer.separator.length, rows);
  yield writer.end();
}

/** What an export asks and tells on its way. */
export interface ExportSteps extends Checkpoint {
  /** How many rows were done before the next step. */
  progress(done: number): void;
}

/** Where rows come from. */
interface RowSources {
  /** Null when only the table has all that is written. */
  readonly segments: SegmentReader | null;
  readonly blocks: RowBlocks | null;
  fromTable(ids: EventIds): string;
}

function* rowsOf(
  ids: EventIds,
  steps: ExportSteps,
  { segments, blocks, fromTable }: RowSources,
): Generator<string | Uint8Array> {
  for (let done = 0; done < ids.length; done += GATHERED_ROWS) {
    steps.throwIfCancelled();
    steps.progress(done);
    const some = ids.subarray(done, done + GATHERED_ROWS);
    const parts = segments?.partsOf(some) ?? null;
    if (parts !== null && blocks !== null) yield* blocks.print(some, parts, steps);
    else {
      if (blocks !== null) yield* blocks.flush();
      yield fromTable(some);
    }
  }
  if (blocks !== null) yield* blocks.flush();
  steps.throwIfCancelled();
  steps.progress(ids.length);
}

/** Leaves out the beginning of the first piece. */
function* withoutFirst(
  length: number,
  pieces: Iterable<string | Uint8Array>,
): Generator<string | Uint8Array> {
  let skip = length;
  for (const piece of pieces) {
    yield typeof piece === 'string' ? piece.slice(skip) : piece.subarray(skip);
    skip = 0;
  }
}
