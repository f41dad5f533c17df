import { type CsvDialect, MAX_QUOTED_BYTES } from '../records/csv-splitter.ts';
import { MAX_RECORD_BYTES } from '../records/found-records.ts';

/** Where the cells of a stretch of a CSV file lie. Cell `c` of row `r` is at `r × width + c`. */
export interface CellTable {
  readonly width: number;
  rows: number;
  /** Of the text of each cell inside the window, without quotes. A missing cell is empty. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Not 0 for cells in which doubled quotes stand for one. */
  readonly escaped: Uint8Array;
  /** Whether {@link escaped} has any. */
  hasEscaped: boolean;
  /** Of each record inside the window, without its line end. */
  readonly recordStarts: Uint32Array;
  readonly recordEnds: Uint32Array;
  /** Cells each record has. */
  readonly cells: Uint16Array;
  /** 1-based line of each record. */
  readonly lines: Float64Array;
}

/** How far a stretch was taken apart. */
export interface LexedStretch {
  /** Position in the window behind the last whole record. */
  readonly end: number;
  /** Line that begins there. */
  readonly line: number;
  /**
   * Why it ended there: nothing more in the window, the table is full, or a record that is not plain RFC 4180
   * or wider than the header, which the full grammar must judge.
   */
  readonly why: 'end' | 'full' | 'odd';
}

const CR = 13;

/** A table for records of a number of columns. */
export function newCellTable(width: number, maxRows: number): CellTable {
  return {
    width,
    rows: 0,
    starts: new Uint32Array(width * maxRows),
    ends: new Uint32Array(width * maxRows),
    escaped: new Uint8Array(width * maxRows),
    hasEscaped: false,
    recordStarts: new Uint32Array(maxRows),
    recordEnds: new Uint32Array(maxRows),
    cells: new Uint16Array(maxRows),
    lines: new Float64Array(maxRows),
  };
}

/**
 * Finds the cells of whole records in one go over the bytes. It knows just the regular forms; everything else
 * ends the stretch before the record, so that one grammar (`CsvSplitter`) decides all that is doubtful.
 * @param from position in the window at which a record begins
 * @param final whether the content ends with the window
 */
export function lexCsv(
  bytes: Uint8Array,
  from: number,
  line: number,
  final: boolean,
  dialect: CsvDialect,
  table: CellTable,
): LexedStretch {
  const delimiter = dialect.delimiter.charCodeAt(0);
  const quote = dialect.quote.charCodeAt(0);
  const newline = dialect.newline.charCodeAt(0);
  const { width, starts, ends, escaped, recordStarts, recordEnds, cells, lines } = table;
  const maxRows = recordStarts.length;
  if (table.hasEscaped) escaped.fill(0);
  table.hasEscaped = false;
  let rows = 0;
  let recordStart = from;
  let recordLine = line;
  let currentLine = line;
  let why: LexedStretch['why'] = 'end';
  // Every record looked at ends in the window, so that no step needs to ask whether the bytes have ended.
  const limit = bytes.lastIndexOf(newline);
  scan: while (recordStart <= limit) {
    if (rows === maxRows) {
      why = 'full';
      break;
    }
    const firstCell = rows * width;
    const lastCell = firstCell + width;
    let cell = firstCell;
    let at = recordStart;
    let unit = delimiter;
    while (unit !== newline) {
      unit = bytes[at] ?? newline;
      let start = at;
      let end = at;
      if (unit === quote) {
        start = at + 1;
        end = closingQuote(bytes, start, quote);
        while (end >= 0 && bytes[end + 1] === quote) {
          if (cell < lastCell) escaped[cell] = 1;
          table.hasEscaped = true;
          end = closingQuote(bytes, end + 2, quote);
        }
        if (end < 0 || end >= limit) break scan;
        currentLine += linesIn(bytes, start, end, newline);
        at = end + 1;
        if (newline !== CR && bytes[at] === CR && bytes[at + 1] === newline) at += 1;
        unit = bytes[at] ?? newline;
        if ((unit !== delimiter && unit !== newline) || end - start >= MAX_QUOTED_BYTES - 1) {
          why = 'odd';
          break scan;
        }
      } else {
        while (unit !== delimiter && unit !== newline) {
          at += 1;
          unit = bytes[at] ?? newline;
        }
        end = at;
        if (unit === newline && newline !== CR && end > start && bytes[end - 1] === CR) end -= 1;
      }
      if (cell === lastCell) {
        why = 'odd';
        break scan;
      }
      starts[cell] = start;
      ends[cell] = end;
      cell += 1;
      at += 1;
    }
    const lineEnd = at - 1;
    const crlf = newline !== CR && lineEnd > recordStart && bytes[lineEnd - 1] === CR;
    const recordEnd = crlf ? lineEnd - 1 : lineEnd;
    if (recordEnd - recordStart > MAX_RECORD_BYTES) {
      why = 'odd';
      break;
    }
    if (recordEnd > recordStart) {
      cells[rows] = cell - firstCell;
      for (; cell < lastCell; cell += 1) {
        starts[cell] = recordEnd;
        ends[cell] = recordEnd;
      }
      recordStarts[rows] = recordStart;
      recordEnds[rows] = recordEnd;
      lines[rows] = recordLine;
      rows += 1;
    }
    recordStart = at;
    currentLine += 1;
    recordLine = currentLine;
  }
  // A last record without a line end, or in open quotes, is for the full grammar.
  if (why === 'end' && final && recordStart < bytes.length) why = 'odd';
  table.rows = rows;
  return { end: recordStart, line: recordLine, why };
}

/** Position of the next quote; -1 when there is none. */
function closingQuote(bytes: Uint8Array, from: number, quote: number): number {
  for (let at = from; at < bytes.length; at += 1) if (bytes[at] === quote) return at;
  return -1;
}

function linesIn(bytes: Uint8Array, from: number, to: number, newline: number): number {
  let lines = 0;
  for (let at = from; at < to; at += 1) if (bytes[at] === newline) lines += 1;
  return lines;
}
