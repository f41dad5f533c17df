import { type CsvDialect, MAX_QUOTED_BYTES } from '../records/csv-splitter.ts';
import { MAX_RECORD_BYTES } from '../records/found-records.ts';
import type { CellTable } from './cell-table.ts';

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

/** As the kernel numbers them. */
const REASONS = ['end', 'full', 'odd'] as const;

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
  const newline = dialect.newline.charCodeAt(0);
  const { memory, width, maxRows, stride } = table;
  table.look(bytes, from);
  if (table.hasEscaped) {
    memory.bytes.fill(0, table.escapedAtFirst, table.escapedAtFirst + (width * stride) / 8);
  }
  const out = table.scratch.out.at;
  table.rows = memory.kernels.lex(
    table.base,
    from,
    bytes.length,
    // Every record looked at ends in the window, so that no step needs to ask whether the bytes have ended.
    bytes.lastIndexOf(newline),
    line,
    final,
    dialect.delimiter.charCodeAt(0),
    dialect.quote.charCodeAt(0),
    newline,
    MAX_QUOTED_BYTES - 1,
    MAX_RECORD_BYTES,
    width,
    maxRows,
    stride,
    table.cellsAtFirst,
    table.escapedAtFirst,
    table.records.at,
    table.widthsAt,
    table.lines.at,
    out,
  );
  const [end = 0, why = 0, escaped = 0, ragged = 0] = memory.words.subarray(out / 4, out / 4 + 4);
  table.hasEscaped = escaped !== 0;
  table.isRagged = ragged !== 0;
  return { end, line: memory.floats[out / 8 + 2] ?? 0, why: REASONS[why] ?? 'odd' };
}
