import { type CsvChoices, NO_CSV_CHOICES } from '../../../../shared/domain/import-choices.ts';
import type { TextEncoding } from '../decode/text-encoding.ts';
import { cellsOfRecord } from './csv-cells.ts';
import { checkChoices, refuseLines } from './csv-choices.ts';
import { findHead, type Head, usualLength } from './csv-head.ts';
import { distinctNames, joinedNames, numberedNames } from './csv-names.ts';
import { hasStrayQuote } from './csv-rows.ts';
import { type CsvDialect, CsvSplitter } from './csv-splitter.ts';
import { FoundRecords, type StartPosition } from './found-records.ts';
import { mendRow } from './mend-row.ts';
import { learnRows, type RowModel } from './row-model.ts';
import { sampleStretches } from './sample-stretches.ts';
import { bestDialect } from './score-dialects.ts';
import { unitsOf } from './units.ts';

/** Everything that was found out, or assumed, about how a CSV file is written. */
export interface CsvShape {
  readonly dialect: CsvDialect;
  /** Distinct column names: of the header, or `column 1`, `column 2`, … where there is none. */
  readonly columns: readonly string[];
  readonly hasHeader: boolean;
  /** Names that were empty or repeated and had to be made distinct. */
  readonly repaired: number;
  /** Rows of the header; their names are joined. */
  readonly headerRows: number;
  /** The header as it stands in the file, by which it is known when it comes again; null without one of its own. */
  readonly header: readonly string[] | null;
  /** What stands before the header or the first record and is no part of the table; null when nothing does. */
  readonly preamble: Preamble | null;
  /** What the columns hold, for rows that are not as long as the header; null where that cannot be told. */
  readonly model: RowModel | null;
  /** Whether delimiters are missing before quotes, so that a row of the right length may be wrong. */
  readonly strayQuotes: boolean;
  /** Where the records begin, behind the header. */
  readonly start: StartPosition;
}

export interface Preamble {
  readonly rows: number;
  readonly text: string;
}

/** Spreadsheets write the delimiter into a first line of its own: `sep=;`. */
const SEPARATOR_LINE = /^"?sep=([^\r\n])"?\r?\n/i;

/** Stretch in which preamble, header and the first records are looked for, in bytes, unless it is too short. */
const HEAD_BYTES = 256 * 1024;
const HEAD_ROWS = 200;
const FEWEST_ROWS = 8;
const HEAD_CELLS = 400_000;

/**
 * Finds the dialect, the preamble, the header and the first record from the start of the content.
 * @param sample the first bytes of the content, byte-order mark included
 * @param whole whether it is all of the content
 * @throws BAD_MAPPING when a choice cannot be used on this file
 */
export function sniffCsv(
  sample: Buffer,
  whole: boolean,
  encoding: TextEncoding,
  choices: CsvChoices = NO_CSV_CHOICES,
  name = 'the file',
): CsvShape {
  checkChoices(choices, encoding, name);
  const separator = separatorLine(sample, encoding);
  const chosen = choices.delimiter ?? separator?.delimiter ?? null;
  const dialect = bestDialect(sampleStretches(sample, whole, encoding, separator?.length ?? 0), {
    delimiter: chosen,
    quote: choices.quote,
    escape: choices.escape,
  });
  const first: StartPosition = {
    at: encoding.bomBytes / encoding.unitBytes + (separator?.length ?? 0),
    line: separator === null ? 1 : 2,
  };
  const rows = new HeadRows(sample, whole, encoding, dialect, first);
  const head = chosenHead(findHead(rows.cells), rows, choices);
  refuseLines(head, rows.places.length, choices, name);
  return shapeOf(rows, head, dialect, first);
}

function separatorLine(
  sample: Buffer,
  encoding: TextEncoding,
): { readonly delimiter: string; readonly length: number } | null {
  const text = encoding.decode(sample.subarray(encoding.bomBytes, encoding.bomBytes + 32));
  const found = SEPARATOR_LINE.exec(text);
  return found?.[1] === undefined ? null : { delimiter: found[1], length: found[0].length };
}

/** The rows a file begins with, empty ones included. */
class HeadRows {
  readonly places: FoundRecords['places'];
  readonly cells: readonly (readonly string[])[];
  readonly #texts: readonly string[];
  readonly #sample: Buffer;
  readonly #encoding: TextEncoding;
  readonly #newline: string;

  constructor(
    sample: Buffer,
    whole: boolean,
    encoding: TextEncoding,
    dialect: CsvDialect,
    first: StartPosition,
  ) {
    this.#sample = sample;
    this.#encoding = encoding;
    this.#newline = dialect.newline;
    this.places = firstRows(sample, whole, encoding, dialect, first).places.slice(0, HEAD_ROWS);
    const texts: string[] = [];
    const cells: (readonly string[])[] = [];
    let count = 0;
    for (const { byteOffset, byteLength } of this.places) {
      if (count > HEAD_CELLS && cells.length >= FEWEST_ROWS) break;
      const text = encoding.decode(sample.subarray(byteOffset, byteOffset + byteLength));
      const row = cellsOfRecord(text, dialect);
      texts.push(text);
      cells.push(row);
      count += row.length;
    }
    this.#texts = texts;
    this.cells = cells;
  }

  /** What stands before a row, as it is, but for the last line end. */
  textBefore(index: number, first: StartPosition): string {
    const { at } = this.startOf(index, first);
    const unit = this.#encoding.unitBytes;
    return this.#encoding.decode(this.#sample.subarray(first.at * unit, at * unit));
  }

  get texts(): readonly string[] {
    return this.#texts;
  }

  /** Where the row with an index begins: behind the one before it. */
  startOf(index: number, first: StartPosition): StartPosition {
    const before = this.places[index - 1];
    const text = this.#texts[index - 1];
    if (index === 0 || before === undefined || text === undefined) return first;
    return {
      at: (before.byteOffset + before.byteLength) / this.#encoding.unitBytes,
      line: before.line + text.split(this.#newline).length - 1,
    };
  }
}

/** Of the whole sample only where its start does not hold enough of them. */
function firstRows(
  sample: Buffer,
  whole: boolean,
  encoding: TextEncoding,
  dialect: CsvDialect,
  first: StartPosition,
): FoundRecords {
  for (const bytes of [sample.subarray(0, HEAD_BYTES), sample]) {
    const found = new FoundRecords(encoding.unitBytes);
    const isAll = bytes.length === sample.length;
    const splitter = new CsvSplitter(dialect, first, encoding.unitBytes, true);
    splitter.scan(unitsOf(bytes, encoding), 0, isAll && whole, found);
    if (isAll && !whole && found.places.length === 0) {
      splitter.scan(unitsOf(bytes.subarray(0, 0), encoding), bytes.length / encoding.unitBytes, true, found);
    }
    if (isAll || found.places.length >= HEAD_ROWS) return found;
  }
  return new FoundRecords(encoding.unitBytes);
}

/**
 * The head with what was chosen of it. More header rows than were found are taken from above the records, fewer
 * from the top.
 */
function chosenHead(found: Head, rows: HeadRows, choices: CsvChoices): Head {
  if (choices.preambleLines !== null) {
    const preamble = choices.preambleLines;
    const below = findHead(rows.cells.slice(preamble));
    return { preamble, header: choices.headerLines ?? (below.preamble === 0 ? below.header : 1) };
  }
  if (choices.headerLines === null) return found;
  const more = Math.max(0, choices.headerLines - found.header);
  return { preamble: Math.max(0, found.preamble - more), header: choices.headerLines };
}

function shapeOf(rows: HeadRows, head: Head, dialect: CsvDialect, first: StartPosition): CsvShape {
  const from = head.preamble + head.header;
  const above = rows.cells.slice(head.preamble, from);
  const body = rows.cells.slice(from);
  const names = above.length === 1 ? [...(above[0] ?? [])] : joinedNames(above);
  const width = widthOf(names, body);
  const named =
    head.header === 0
      ? { columns: numberedNames(width), repaired: 0 }
      : distinctNames([...names, ...Array<string>(Math.max(0, width - names.length)).fill('')]);
  const last = above.at(-1);
  const same = above.every((row) => row.length === last?.length && row.every((cell, i) => cell === last[i]));
  const model = learnRows(body, named.columns.length);
  return {
    dialect,
    ...named,
    hasHeader: head.header > 0,
    headerRows: head.header,
    header: last !== undefined && last.length > 1 && same ? last : null,
    preamble:
      head.preamble === 0 ? null : { rows: head.preamble, text: rows.textBefore(head.preamble, first) },
    ...sureModel(model, rows, from, dialect),
    start: rows.startOf(from, first),
  };
}

/** Columns of the table: those of the header, and those that it leaves out. */
function widthOf(names: readonly string[], body: readonly (readonly string[])[]): number {
  const usual = usualLength(body);
  if (usual <= names.length) return names.length;
  const rows = body.filter((row) => row.length > 1);
  const long = rows.filter((row) => row.length === usual).length;
  return names.length === 0 || long >= rows.length * 0.8 ? Math.max(1, usual) : names.length;
}

/** The model, if it can mend at least half of the rows that need it. */
function sureModel(
  model: RowModel | null,
  rows: HeadRows,
  from: number,
  dialect: CsvDialect,
): Pick<CsvShape, 'model' | 'strayQuotes'> {
  if (model === null) return { model: null, strayQuotes: false };
  let ragged = 0;
  let mended = 0;
  let strayQuotes = false;
  for (let index = from; index < rows.cells.length; index += 1) {
    const cells = rows.cells[index] ?? [];
    const text = rows.texts[index] ?? '';
    if (cells.length <= 1 && text === '') continue;
    const isStray = cells.length === model.columns.length && hasStrayQuote(text, { dialect });
    if (cells.length === model.columns.length && !isStray) continue;
    const better = mendRow(text, dialect, model);
    const changes = better?.some((cell, column) => cell !== cells[column]) ?? false;
    if (isStray) strayQuotes ||= changes;
    else {
      ragged += 1;
      if (better !== null) mended += 1;
    }
  }
  return mended * 2 >= ragged ? { model, strayQuotes } : { model: null, strayQuotes: false };
}
