import type { TextEncoding } from './decode/text-encoding.ts';
import { ColumnValues } from './profile/column-values.ts';
import type { SampleColumns } from './profile/sample-columns.ts';
import { FoundRecords, type StartPosition } from './records/found-records.ts';
import { LineSplitter } from './records/line-splitter.ts';
import { asSampleColumns, ENOUGH_RECORDS } from './records/read-sample.ts';
import { unitsOf } from './records/units.ts';
import type { Sample } from './source-plan.ts';

/* What the start of a file shows whose records are lines. */

/** Stretch of a file that shows what its lines are, in bytes. */
const HEAD_BYTES = 64 * 1024;

/** Where the text of a file begins. */
export function startOf(encoding: TextEncoding): StartPosition {
  return { at: encoding.bomBytes / encoding.unitBytes, line: 1 };
}

/** Whole lines of the start of a file, as text. */
export function headOf({ bytes, whole }: Sample, encoding: TextEncoding): string {
  const head = bytes.subarray(encoding.bomBytes, encoding.bomBytes + HEAD_BYTES);
  const text = encoding.decode(head);
  if (whole && head.length === bytes.length - encoding.bomBytes) return text;
  return text.slice(0, text.lastIndexOf('\n') + 1);
}

/** The lines of the start of a file that are not blank. */
export function filledLines(sample: Sample, encoding: TextEncoding): string[] {
  return headOf(sample, encoding)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
}

/**
 * Where the lines of a sample are.
 * @param directives whether lines that begin with `#` are no records
 */
export function linesOf(
  { bytes, whole }: Sample,
  encoding: TextEncoding,
  start: StartPosition,
  directives: boolean,
): FoundRecords {
  const found = new FoundRecords(encoding.unitBytes);
  new LineSplitter(start, encoding.unitBytes, directives).scan(unitsOf(bytes, encoding), 0, whole, found);
  return found;
}

/** What gives the text of a line of a sample. */
export function textIn(
  { bytes }: Sample,
  encoding: TextEncoding,
): (place: FoundRecords['places'][number]) => string {
  return ({ byteOffset, byteLength }) => encoding.decodeRange(bytes, byteOffset, byteOffset + byteLength);
}

/** The columns of rows, with as many of their values as decide anything. */
export function valuesOf(columns: readonly string[], rows: Iterable<readonly string[]>): SampleColumns {
  const values = columns.map(() => new ColumnValues());
  let count = 0;
  for (const row of rows) {
    count += 1;
    if (count > ENOUGH_RECORDS && !values.some((column) => column.keepsAll)) break;
    for (const [column, collected] of values.entries()) collected.add(row[column] ?? '');
  }
  return asSampleColumns(columns, values);
}
