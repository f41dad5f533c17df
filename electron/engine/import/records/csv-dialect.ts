import Papa from 'papaparse';
import type { TextEncoding } from '../decode/text-encoding.ts';
import { looksLikeNumber } from '../normalise/numbers.ts';
import { looksLikeTime } from '../normalise/time-text.ts';
import { cellsOfRecord } from './csv-cells.ts';
import { type CsvDialect, CsvSplitter } from './csv-splitter.ts';
import { FoundRecords, type StartPosition } from './found-records.ts';
import { unitsOf } from './units.ts';

/** Everything that was found out, or assumed, about how a CSV file is written. */
export interface CsvShape {
  readonly dialect: CsvDialect;
  /** Distinct column names: of the header, or `column 1`, `column 2`, … where there is none. */
  readonly columns: readonly string[];
  readonly hasHeader: boolean;
  /** Names that were empty or repeated and had to be made distinct. */
  readonly repaired: number;
  /** Where the records begin, behind the header. */
  readonly start: StartPosition;
}

const DELIMITER_NAMES: ReadonlyMap<string, string> = new Map([
  [',', 'comma'],
  ['\t', 'tab'],
  [';', 'semicolon'],
  ['|', 'vertical bar'],
]);

/** Spreadsheets write the delimiter into a first line of its own: `sep=;`. */
const SEPARATOR_LINE = /^"?sep=([^\r\n])"?\r?\n/i;

/** How much text the delimiter, the quote and the header are judged by. */
const JUDGED_CHARACTERS = 256 * 1024;
const JUDGED_ROWS = 50;

/**
 * Finds the dialect, the header and the first record from the start of the content.
 * @param sample the first bytes of the content, byte-order mark included
 */
export function sniffCsv(sample: Buffer, encoding: TextEncoding): CsvShape {
  const text = encoding.decode(sample.subarray(encoding.bomBytes)).slice(0, JUDGED_CHARACTERS);
  const separatorLine = SEPARATOR_LINE.exec(text);
  const body = separatorLine === null ? text : text.slice(separatorLine[0].length);
  const delimiter = separatorLine?.[1] ?? guessDelimiter(body);
  const dialect: CsvDialect = {
    delimiter,
    quote: guessQuote(body, delimiter),
    newline: body.includes('\n') || !body.includes('\r') ? '\n' : '\r',
  };
  const first: StartPosition = {
    at: encoding.bomBytes / encoding.unitBytes + (separatorLine?.[0].length ?? 0),
    line: separatorLine === null ? 1 : 2,
  };
  return withHeader(sample, encoding, dialect, first);
}

function withHeader(
  sample: Buffer,
  encoding: TextEncoding,
  dialect: CsvDialect,
  first: StartPosition,
): CsvShape {
  const found = firstRecords(sample, encoding, dialect, first);
  const texts = found.places
    .slice(0, JUDGED_ROWS)
    .map((place) => encoding.decode(sample.subarray(place.byteOffset, place.byteOffset + place.byteLength)));
  const rows = texts.map((text) => cellsOfRecord(text, dialect));
  const [headerPlace] = found.places;
  const [header] = rows;
  const [headerText] = texts;
  if (
    header === undefined ||
    headerPlace === undefined ||
    headerText === undefined ||
    !isHeader(header, rows.slice(1))
  ) {
    return {
      dialect,
      columns: numberedNames(header?.length ?? 1),
      hasHeader: false,
      repaired: 0,
      start: first,
    };
  }
  return {
    dialect,
    ...distinctNames(header),
    hasHeader: true,
    start: {
      at: (headerPlace.byteOffset + headerPlace.byteLength) / encoding.unitBytes,
      line: headerPlace.line + headerText.split(dialect.newline).length - 1,
    },
  };
}

/** The first records; of the whole sample only where its start does not hold enough of them. */
function firstRecords(
  sample: Buffer,
  encoding: TextEncoding,
  dialect: CsvDialect,
  first: StartPosition,
): FoundRecords {
  for (const bytes of [sample.subarray(0, JUDGED_CHARACTERS), sample]) {
    const found = new FoundRecords(encoding.unitBytes);
    const final = bytes.length === sample.length;
    new CsvSplitter(dialect, first, encoding.unitBytes).scan(unitsOf(bytes, encoding), 0, final, found);
    if (final || found.places.length >= JUDGED_ROWS) return found;
  }
  return new FoundRecords(encoding.unitBytes);
}

/** The dialect in words, for the provenance of the source. */
export function describeCsv(shape: CsvShape): string {
  const delimiter = DELIMITER_NAMES.get(shape.dialect.delimiter) ?? JSON.stringify(shape.dialect.delimiter);
  const header = shape.hasHeader ? 'with header' : 'no header';
  return `delimiter ${delimiter}, quote ${shape.dialect.quote}, ${header}, ${shape.columns.length} columns`;
}

/** The delimiter papaparse finds most regular; a comma where there is none. */
function guessDelimiter(body: string): string {
  const guess = Papa.parse(body, {
    preview: JUDGED_ROWS,
    delimitersToGuess: [...DELIMITER_NAMES.keys()],
    skipEmptyLines: true, // Else the end of the last line counts as a row without delimiters.
  });
  return guess.meta.delimiter === '' ? ',' : guess.meta.delimiter;
}

/** A single quote only where no double quote occurs and at least half of all cells are wrapped in single ones. */
function guessQuote(body: string, delimiter: string): string {
  if (body.includes('"')) return '"';
  const cells = body.split(/\r?\n|\r/, JUDGED_ROWS).flatMap((line) => line.split(delimiter));
  const wrapped = cells.filter((cell) => cell.length >= 2 && cell.startsWith("'") && cell.endsWith("'"));
  return wrapped.length * 2 >= cells.length ? "'" : '"';
}

/** A first row is data when one of its cells is a number or a time and the cells below it are too. */
function isHeader(first: readonly string[], below: readonly (readonly string[])[]): boolean {
  if (first.every((cell) => cell.trim() === '')) return false;
  return !first.some((cell, column) => {
    const looksLike = looksLikeTime(cell) ? looksLikeTime : looksLikeNumber(cell) ? looksLikeNumber : null;
    if (looksLike === null) return false;
    const values = below.map((row) => row[column] ?? '').filter((value) => value.trim() !== '');
    return values.every((value) => looksLike(value));
  });
}

function numberedNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `column ${index + 1}`);
}

/** Gives every column a name of its own: empty ones `column N`, repeated ones a number behind. */
function distinctNames(header: readonly string[]): { columns: string[]; repaired: number } {
  const taken = new Set<string>();
  let repaired = 0;
  const columns = header.map((cell, index) => {
    const wanted = cell.trim() === '' ? `column ${index + 1}` : cell.trim();
    let name = wanted;
    for (let n = 2; taken.has(name); n += 1) name = `${wanted} (${n})`;
    taken.add(name);
    if (cell.trim() !== name) repaired += 1;
    return name;
  });
  return { columns, repaired };
}
