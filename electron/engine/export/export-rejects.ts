import { isUtf8 } from 'node:buffer';
import { basename } from 'node:path';
import type { ExportReport } from '../../../shared/api/contract.ts';
import type { CallContext } from '../../../shared/api/remote.ts';
import { csvLine, defused } from '../../../shared/text/csv-text.ts';
import { sql } from '../sql.ts';
import { readRaw } from '../store/raw-records.ts';
import { decoderOf } from '../store/record-text.ts';
import { ofSource } from '../store/rejects.ts';
import type { Workspace } from '../store/workspace.ts';
import { writeWholeFile } from './write-whole-file.ts';

/** Which rejected records to write, how and where. */
export interface RejectsRequest {
  /** Null writes those of every source that is not withdrawn. */
  readonly source: number | null;
  readonly format: 'csv' | 'jsonl';
  readonly path: string;
}

/** Columns of the CSV file and members of each JSON line. `text` is the whole record; `base64` when it is not text. */
const COLUMNS = [
  'sourceId',
  'source',
  'line',
  'column',
  'byteOffset',
  'byteLength',
  'reason',
  'text',
  'base64',
];

/** Rows written at once. */
const CHUNK_CHARACTERS = 1 << 16;

interface RejectRow {
  readonly source: number;
  readonly name: string;
  readonly line: number;
  readonly column: number | null;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly reason: string;
  readonly encoding: string;
}

/**
 * Writes rejected records with place, reason and whole raw text, in the order in which they were found. Memory is that
 * of the longest record. CSV is for spreadsheets, with cells they would run defused; JSON Lines alters nothing.
 * @throws CANCELLED, FILE_MISSING (the folder), FILE_UNREADABLE, DISK_FULL, DISK_ERROR; then no file is left
 */
export async function exportRejects(
  ws: Workspace,
  { source, format, path }: RejectsRequest,
  context: CallContext,
): Promise<ExportReport> {
  const counted = { rows: 0 };
  const written = await writeWholeFile(path, pieces(ws, source, format, counted, basename(path), context));
  return { rows: counted.rows, ...written, format, sanitised: format === 'csv' };
}

function* pieces(
  ws: Workspace,
  source: number | null,
  format: RejectsRequest['format'],
  counted: { rows: number },
  name: string,
  context: CallContext,
): Generator<string> {
  let chunk = format === 'csv' ? `\uFEFF${csvLine(COLUMNS)}` : '';
  for (let after = 0; ; ) {
    const row = nextReject(ws, source, after);
    if (row === undefined) break;
    after = row.id;
    context.throwIfCancelled();
    chunk += format === 'csv' ? csvLine(csvCells(ws, row)) : `${JSON.stringify(jsonObject(ws, row))}\n`;
    counted.rows += 1;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
    context.progress({
      stage: `Writing ${name}`,
      done: counted.rows,
      total: null,
      unit: 'records',
      records: null,
    });
  }
  yield chunk;
}

/** One at a time, because nothing may stay open on the connection while the file is written. */
function nextReject(
  ws: Workspace,
  source: number | null,
  after: number,
): (RejectRow & { readonly id: number }) | undefined {
  const query = sql`SELECT r.id, r.source, s.name, r.line, r."column", r.byteOffset, r.byteLength, r.reason, s.encoding
    FROM reject r JOIN source s ON s.id = r.source
    WHERE ${ofSource(source)} AND r.id > ${after} ORDER BY r.id LIMIT 1`;
  return ws.db.prepare<unknown[], RejectRow & { id: number }>(query.text).get(...query.values);
}

function jsonObject(ws: Workspace, row: RejectRow) {
  const { source, name, line, column, byteOffset, byteLength, reason } = row;
  return {
    sourceId: source,
    source: name,
    line,
    column,
    byteOffset,
    byteLength,
    reason,
    ...contentOf(ws, row),
  };
}

function csvCells(ws: Workspace, row: RejectRow): (string | null)[] {
  const { text, base64 } = contentOf(ws, row);
  const cell = (value: string | null): string | null => (value === null ? null : defused(value));
  return [
    String(row.source),
    cell(row.name),
    String(row.line),
    row.column === null ? null : String(row.column),
    String(row.byteOffset),
    String(row.byteLength),
    cell(row.reason),
    cell(text),
    base64,
  ];
}

/** The whole record: as text when decoding it loses nothing, else as base64. */
function contentOf(
  ws: Workspace,
  { source, byteOffset, byteLength, encoding }: RejectRow,
): { readonly text: string | null; readonly base64: string | null } {
  const bytes = readRaw(ws, source, byteOffset, byteLength);
  const text = decoderOf(encoding).decode(bytes);
  const lossless = /^utf-?8$/i.test(encoding) ? isUtf8(bytes) : !text.includes('\uFFFD');
  return lossless ? { text, base64: null } : { text: null, base64: bytes.toString('base64') };
}
