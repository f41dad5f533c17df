import { isUtf8 } from 'node:buffer';
import type { ImportOptions, RecordReading } from '../../../shared/api/contract.ts';
import type { Source } from '../../../shared/domain/source.ts';
import { AppError } from '../../../shared/errors.ts';
import type { TextEncoding } from '../import/decode/text-encoding.ts';
import { ImportNotes } from '../import/import-notes.ts';
import type { CsvShape } from '../import/records/csv-dialect.ts';
import { CsvRows } from '../import/records/csv-rows.ts';
import { optionsOf } from '../import/source-options.ts';
import { planSource, SAMPLE_BYTES, type Sample, type SourcePlan } from '../import/source-plan.ts';
import { worksheetOptions } from '../import/worksheet/worksheet-options.ts';
import { Recent } from '../query/recent.ts';
import { sql } from '../sql.ts';
import { readRaw, storedBytes } from '../store/raw-records.ts';
import { selectRow } from '../store/run-sql.ts';
import { listSources } from '../store/sources.ts';
import type { Workspace } from '../store/workspace.ts';
import { statedTime } from './stated-time.ts';

/** How the records of a source are read. */
interface Layout {
  readonly encoding: TextEncoding;
  /** Null where records are not rows of cells. */
  readonly csv: CsvShape | null;
  /** Which column has the time. */
  readonly plan: Pick<SourcePlan, 'bindings' | 'reading'>;
}

/** Sources whose layout is kept: finding it out again takes a look at 4 MiB. */
const LAYOUTS_KEPT = 64;

/** Reads raw records as their import read them. @throws UNKNOWN_EVENT */
export function createRecordReadings(ws: Workspace): (id: number) => RecordReading {
  const layouts = new Recent<Layout>(LAYOUTS_KEPT, () => 1);

  return (id) => {
    const row = selectRow(
      ws.db,
      sql`SELECT source, byteOffset, byteLength, time FROM event WHERE id = ${id}`,
    );
    if (row === undefined) {
      throw new AppError('UNKNOWN_EVENT', `There is no event ${id} in this workspace.`, { id });
    }
    const [source, byteOffset, byteLength, time] = row as [number, number, number, number | null];
    const layout = layouts.get(String(source), () => layoutOf(ws, source));
    const bytes = readRaw(ws, source, byteOffset, byteLength);
    const text = layout.encoding.decode(bytes);
    const cells = layout.csv === null ? null : cellsUnderColumns(layout.csv, text);
    return {
      encoding: layout.encoding.name,
      decoded: isUtf8(bytes) ? null : text,
      cells,
      time: statedTime(layout.plan, text, cells, time),
    };
  };
}

function layoutOf(ws: Workspace, id: number): Layout {
  const source = listSources(ws).find((known) => known.id === id);
  if (source === undefined)
    throw new AppError('UNKNOWN_SOURCE', `There is no source ${id} in this workspace.`);
  const total = storedBytes(ws, id);
  const sample = readRaw(ws, id, 0, Math.min(total, SAMPLE_BYTES));
  const start = { name: source.name, bytes: sample, whole: sample.length === total };
  const plan = planOf(start, choicesOf(source));
  return { encoding: plan.encoding, csv: plan.csv?.shape ?? null, plan };
}

/** A profile of the user's own may be gone by now: it only told what fills which field. */
function planOf(start: Sample, options: ImportOptions): SourcePlan {
  try {
    return planSource(start, options, new ImportNotes());
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'UNKNOWN_PROFILE') throw error;
    return planSource(start, { ...options, profile: null }, new ImportNotes());
  }
}

function choicesOf(source: Source): ImportOptions {
  const options = optionsOf(source);
  return source.format === 'xlsx' ? worksheetOptions({ ...options, format: null }, source.name) : options;
}

/** The cells of a row, put where the import put them; a missing one is null, one too many has no column. */
function cellsUnderColumns(shape: CsvShape, text: string): NonNullable<RecordReading['cells']> {
  const cells = new CsvRows(shape).read(text);
  const { columns } = shape;
  return Array.from({ length: Math.max(columns.length, cells.length) }, (_, at) => ({
    column: columns[at] ?? null,
    text: cells[at] ?? null,
  }));
}
