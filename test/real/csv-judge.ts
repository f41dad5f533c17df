import { readFileSync } from 'node:fs';
import { ImportNotes } from '../../electron/engine/import/import-notes.ts';
import { distinctNames } from '../../electron/engine/import/records/csv-names.ts';
import { CsvRows } from '../../electron/engine/import/records/csv-rows.ts';
import { FoundRecords } from '../../electron/engine/import/records/found-records.ts';
import { unitsOf } from '../../electron/engine/import/records/units.ts';
import { planSource, SAMPLE_BYTES } from '../../electron/engine/import/source-plan.ts';
import type { ImportOptions } from '../../shared/domain/import-choices.ts';
import type { PollockFile } from './pollock.ts';

type Row = readonly string[];

/** A file as an import reads it, before cells become fields. */
export interface ReadTable {
  readonly dialect: string;
  /** The file's own text. */
  readonly text: string;
  /** Names of the columns; null where there is no header. */
  readonly header: Row | null;
  /** Rows of each table of the file: a header that comes again begins another one. */
  readonly tables: readonly (readonly Row[])[];
}

/** Reads a file with the plan, the splitter and the reader of an import. */
export function readTable(path: string, options: ImportOptions): ReadTable {
  const bytes = readFileSync(path);
  const sample = {
    name: 'log.csv',
    bytes: bytes.subarray(0, SAMPLE_BYTES),
    whole: bytes.length < SAMPLE_BYTES,
  };
  const plan = planSource(sample, options, new ImportNotes());
  if (plan.csv === null) throw new Error(`${path} was taken for ${plan.format}`);
  const found = new FoundRecords(plan.encoding.unitBytes);
  plan.splitter.scan(unitsOf(bytes, plan.encoding), 0, true, found);
  const { shape } = plan.csv;
  const reader = new CsvRows(shape);
  const tables: Row[][] = [[]];
  for (const [index, { byteOffset, byteLength }] of found.places.entries()) {
    const text = plan.encoding.decode(bytes.subarray(byteOffset, byteOffset + byteLength));
    const row = found.failures.has(index) ? reader.mend(text) : reader.read(text);
    if (row === null) continue;
    if (reader.state === 'repeated') tables.push([]);
    else tables.at(-1)?.push(row);
  }
  const text = plan.encoding.decode(bytes);
  return { dialect: plan.dialect, text, header: shape.hasHeader ? shape.columns : null, tables };
}

/**
 * How a file that was read differs from what is expected of it; null when it does not. The clean file is the truth;
 * the rules of comparison are:
 *
 * - Cells are compared as texts, character by character, in order. A missing cell at the end of a row is an empty
 *   one, since both are stored as nothing; a row in which nothing stands is none, since clean files leave them out.
 * - Names of columns are compared without blanks around them and after empty and repeated ones were made distinct,
 *   as an import does. Where the truth says that there is no header, its file begins with made-up names or none:
 *   then rows alone are compared, and a header found counts as wrong.
 * - A clean file holds the first of several tables. Rows behind a header that comes again have to be in a table of
 *   their own, not among those of the first.
 * - Text that the file does not hold cannot be read from it (the authors mended characters and words by hand): such
 *   a cell of the truth is not compared, unless `strictly`. "Hold" means as it stands, or with escapes taken off.
 */
export function differenceFrom(
  { clean, truth }: PollockFile,
  read: ReadTable,
  strictly: boolean,
): string | null {
  const expected = clean.map(trimmedEnd).filter((row) => row.length > 0);
  const rows = (read.tables[0] ?? []).map(trimmedEnd).filter((row) => row.length > 0);
  const hasHeader = Number(truth.header_lines) > 0;
  if (hasHeader && read.header === null) return 'the header was taken for a record';
  if (!hasHeader && read.header !== null) return 'a record was taken for the header';
  const isHeld = strictly ? () => true : holds(read.text);
  if (hasHeader) {
    const [names = [], ...below] = expected;
    return namesDiffer(names, read.header ?? [], isHeld) ?? rowsDiffer(below, rows, isHeld);
  }
  const [first = [], ...below] = expected;
  const madeUp = !sameRow(first, rows[0] ?? []);
  return rowsDiffer(madeUp ? below : expected, rows, isHeld);
}

function namesDiffer(names: Row, mine: Row, isHeld: (text: string) => boolean): string | null {
  const width = Math.max(names.length, mine.length);
  const padded = Array.from({ length: width }, (_, column) => names[column] ?? '');
  const { columns } = distinctNames(padded);
  const at = columns.findIndex(
    (name, column) => name !== (mine[column] ?? '') && isHeld((names[column] ?? '').trim()),
  );
  return at < 0 ? null : `column ${at + 1} is called ${shown(mine[at])}, not ${shown(columns[at])}`;
}

function rowsDiffer(
  expected: readonly Row[],
  rows: readonly Row[],
  isHeld: (text: string) => boolean,
): string | null {
  for (const [index, row] of expected.entries()) {
    const mine = rows[index] ?? [];
    const width = Math.max(row.length, mine.length);
    for (let column = 0; column < width; column += 1) {
      const cell = row[column] ?? '';
      if (cell === (mine[column] ?? '') || !isHeld(cell)) continue;
      return `row ${index + 1}, column ${column + 1} is ${shown(mine[column])}, not ${shown(cell)}`;
    }
  }
  return rows.length > expected.length ? `${rows.length - expected.length} rows too many` : null;
}

/** Whether the file holds a text, as it stands or with doubled quotes and backslashes taken off. */
function holds(text: string): (cell: string) => boolean {
  const undoubled = text.replaceAll('""', '"').replaceAll("''", "'");
  const unescaped = text.replaceAll(/\\(["'\\])/g, '$1');
  const known = new Map<string, boolean>();
  return (cell) => {
    let held = known.get(cell);
    if (held === undefined) {
      held = [text, undoubled, unescaped].some(
        (whole) => whole.includes(cell) || whole.includes(cell.replaceAll('\n', '\r\n')),
      );
      known.set(cell, held);
    }
    // Names that were joined are not in the file as they are; their words are.
    return held || cell.split(/\s+/).every((word) => text.includes(word));
  };
}

function sameRow(one: Row, other: Row): boolean {
  return one.length === other.length && one.every((cell, column) => cell === other[column]);
}

function trimmedEnd(cells: Row): Row {
  let length = cells.length;
  while (length > 0 && (cells[length - 1] ?? '').trim() === '') length -= 1;
  return cells.slice(0, length);
}

function shown(text: string | undefined): string {
  return text === undefined ? 'missing' : JSON.stringify(text.slice(0, 60));
}
