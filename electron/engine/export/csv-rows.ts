import { fieldSpec } from '../../../shared/domain/fields.ts';
import { csvCell, defused } from '../../../shared/text/csv-text.ts';
import { beforeAndAfter } from './csv-writer.ts';
import type { ExportColumns } from './export-columns.ts';
import type { CellFormat, RowFormat } from './row-format.ts';
import type { Cell, TextCells } from './text-cells.ts';

const QUOTE = 0x22;

/** Bytes that take a cell into quotes. */
const QUOTED = marked('",\r\n');

/** First bytes of texts that a spreadsheet may run, or that begin with an apostrophe; see `defused`. */
const DOUBTFUL = marked("'=+-@\t\r\n\0\xEF");

function marked(bytes: string): Uint8Array {
  const marks = new Uint8Array(256);
  for (const byte of Buffer.from(bytes, 'latin1')) marks[byte] = 1;
  return marks;
}

/**
 * The rows of `csvWriter`, from columns.
 * @param extraIds ids of the extra columns by name
 */
export function csvRows(columns: ExportColumns, extraIds: ReadonlyMap<string, number>): RowFormat {
  const cells: CellFormat[] = [
    { ...TEXT, before: '', column: 'id', kind: 'integer' },
    { ...TEXT, column: 'source', kind: 'source' },
  ];
  for (const name of columns.fields) {
    const { kind } = fieldSpec(name);
    cells.push({ ...TEXT, column: name, kind: kind === 'json' ? 'text' : kind });
  }
  if (columns.hasChanges) cells.push(sideOfChanges(0), sideOfChanges(1));
  for (const { column } of columns.extras) {
    cells.push({ ...TEXT, column: `c${extraIds.get(column) ?? 0}` });
  }
  return { cells, end: '\r\n', absent: '' };
}

const TEXT: Omit<CellFormat, 'column'> = {
  before: ',',
  kind: 'text',
  quote: '',
  cell: (text) => csvCell(defused(text)),
  addBytes: addCsvText,
};

function sideOfChanges(side: 0 | 1): CellFormat {
  const cell = (json: string): string | null => {
    const text = beforeAndAfter(json)[side];
    return text === null ? null : csvCell(defused(text));
  };
  return { ...TEXT, column: 'changes', cell, addBytes: null };
}

/** Most texts are copied as they are; only the doubtful ones become a string. */
function addCsvText(cells: TextCells, bytes: Uint8Array, from: number, to: number): Cell {
  const first = bytes[from] ?? 0;
  if (from < to && DOUBTFUL[first] === 1) {
    return cells.add(
      csvCell(defused(Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString())),
    );
  }
  let quotes = 0;
  let quoted = from === to;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (QUOTED[byte] === 0) continue;
    quoted = true;
    if (byte === QUOTE) quotes += 1;
  }
  return quoted ? addQuoted(cells, bytes, from, to, quotes) : cells.addBytes(bytes, from, to);
}

function addQuoted(cells: TextCells, bytes: Uint8Array, from: number, to: number, quotes: number): Cell {
  const out = cells.room(to - from + quotes + 2);
  let end = 0;
  out[end++] = QUOTE;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    out[end++] = byte;
    if (byte === QUOTE) out[end++] = QUOTE;
  }
  out[end++] = QUOTE;
  return cells.take(end);
}
