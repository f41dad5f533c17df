import { BLANK_RUNS, type CsvChoices } from '../../../shared/domain/import-choices.ts';
import { AppError } from '../../../shared/errors.ts';
import type { TextEncoding } from './decode/text-encoding.ts';
import { ColumnValues } from './profile/column-values.ts';
import type { SampleColumns } from './profile/sample-columns.ts';
import { blankReader, sampledRows } from './records/blank-reader.ts';
import { BlankRows } from './records/blank-rows.ts';
import { aligned, type BlankTable, chosenTable } from './records/blank-table.ts';
import { FoundRecords, type StartPosition } from './records/found-records.ts';
import { LineSplitter } from './records/line-splitter.ts';
import { asSampleColumns, ENOUGH_RECORDS } from './records/read-sample.ts';
import { unitsOf } from './records/units.ts';
import { beginsAsW3c, fieldsOf } from './records/w3c-fields.ts';
import type { Layout, Sample } from './source-plan.ts';

/** Stretch of a file that shows whether it is one whose cells stand between blanks, in bytes. */
const HEAD_BYTES = 64 * 1024;

/** Whether a file is in the W3C extended log format, as web servers and proxies write it. */
export function isW3c(sample: Sample, encoding: TextEncoding): boolean {
  return beginsAsW3c(headOf(sample, encoding));
}

/**
 * The layout of a log in the W3C extended format: its `#Fields:` lines name the columns of the records behind them, and
 * other directives are no records.
 * @throws BAD_MAPPING when the start of the file names no columns
 */
export function w3cLayout(sample: Sample, encoding: TextEncoding): Layout {
  const start = startOf(encoding);
  const found = linesOf(sample, encoding, start, true);
  const textAt = textIn(sample, encoding);
  const directives = found.directives.map(({ place }) => textAt(place));
  const columns = [...new Set(directives.flatMap((line) => fieldsOf(line) ?? []))];
  if (columns.length === 0) {
    throw new AppError(
      'BAD_MAPPING',
      `${sample.name} has no #Fields line, and the format w3c was chosen for it. Leave that out.`,
    );
  }
  const head = found.directives.flatMap(({ before }, index) => (before === 0 ? [directives[index]] : []));
  const newRows = () => new BlankRows(columns, null);
  return {
    format: 'w3c',
    dialect: `W3C extended log format, ${columns.length} columns`,
    delimiter: ' ',
    columns,
    sample: valuesOf(columns, sampledRows(found, textAt, newRows())),
    splitter: new LineSplitter(start, encoding.unitBytes, true),
    envelope: () => (head.length === 0 ? null : head.join('\n')),
    reader: (match, notes) => blankReader(newRows(), columns, encoding, match, notes),
    csv: null,
    recordPath: null,
  };
}

/**
 * The table of a file whose columns stand between runs of blanks: where that was chosen, or where the file is one that
 * cannot be anything else. Null for all other files.
 * @throws BAD_MAPPING when it was chosen and the file has no lines for it
 */
export function blankTable(sample: Sample, encoding: TextEncoding, choices: CsvChoices): BlankTable | null {
  const isChosen = choices.delimiter === BLANK_RUNS;
  if (!isChosen && Object.values(choices).some((choice) => choice !== null)) return null;
  const lines = filledLines(sample, encoding);
  const table = isChosen ? chosenTable(lines, choices) : aligned(lines);
  if (table !== null || !isChosen) return table;
  throw new AppError(
    'BAD_MAPPING',
    `${sample.name} cannot be read as chosen: its lines are no table of columns between blanks. Choose another delimiter.`,
  );
}

/** The layout of a table whose columns stand between runs of blanks. */
export function blankLayout(
  sample: Sample,
  encoding: TextEncoding,
  { columns, grammar, preambleLines, headerLines }: BlankTable,
): Layout {
  const all = linesOf(sample, encoding, startOf(encoding), false);
  const above = preambleLines + headerLines;
  const [last, first] = [all.places[above - 1], all.places[above]];
  const ends = (last?.byteOffset ?? 0) + (last?.byteLength ?? 0);
  const start: StartPosition = {
    at: (first?.byteOffset ?? ends) / encoding.unitBytes,
    line: first?.line ?? last?.line ?? 1,
  };
  const found = linesOf(sample, encoding, start, false);
  const newRows = () => new BlankRows(columns, grammar);
  const gap = grammar.least === 2 ? 'runs of two blanks or more' : 'runs of blanks';
  const preamble = filledLines(sample, encoding).slice(0, preambleLines);
  return {
    format: 'csv',
    dialect: `columns between ${gap}, ${headerLines === 0 ? 'no header' : 'with header'}, ${columns.length} columns`,
    delimiter: ' ',
    columns,
    sample: valuesOf(columns, sampledRows(found, textIn(sample, encoding), newRows())),
    splitter: new LineSplitter(start, encoding.unitBytes),
    envelope: () => (preambleLines === 0 ? null : preamble.join('\n')),
    reader: (match, notes) => blankReader(newRows(), columns, encoding, match, notes),
    csv: null,
    recordPath: null,
  };
}

function filledLines(sample: Sample, encoding: TextEncoding): string[] {
  return headOf(sample, encoding)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
}

function startOf(encoding: TextEncoding): StartPosition {
  return { at: encoding.bomBytes / encoding.unitBytes, line: 1 };
}

/** Whole lines of the start of a file, as text. */
function headOf({ bytes, whole }: Sample, encoding: TextEncoding): string {
  const head = bytes.subarray(encoding.bomBytes, encoding.bomBytes + HEAD_BYTES);
  const text = encoding.decode(head);
  if (whole && head.length === bytes.length - encoding.bomBytes) return text;
  return text.slice(0, text.lastIndexOf('\n') + 1);
}

function linesOf(
  { bytes, whole }: Sample,
  encoding: TextEncoding,
  start: StartPosition,
  directives: boolean,
): FoundRecords {
  const found = new FoundRecords(encoding.unitBytes);
  new LineSplitter(start, encoding.unitBytes, directives).scan(unitsOf(bytes, encoding), 0, whole, found);
  return found;
}

function textIn(
  { bytes }: Sample,
  encoding: TextEncoding,
): (place: FoundRecords['places'][number]) => string {
  return ({ byteOffset, byteLength }) => encoding.decodeRange(bytes, byteOffset, byteOffset + byteLength);
}

function valuesOf(columns: readonly string[], rows: Iterable<readonly string[]>): SampleColumns {
  const values = columns.map(() => new ColumnValues());
  let count = 0;
  for (const row of rows) {
    count += 1;
    if (count > ENOUGH_RECORDS && !values.some((column) => column.keepsAll)) break;
    for (const [column, collected] of values.entries()) collected.add(row[column] ?? '');
  }
  return asSampleColumns(columns, values);
}
