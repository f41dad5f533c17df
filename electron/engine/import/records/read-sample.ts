import type { TextEncoding } from '../decode/text-encoding.ts';
import { ColumnValues } from '../profile/column-values.ts';
import { holdsJsonObjects, type SampleColumn, type SampleColumns } from '../profile/sample-columns.ts';
import type { CsvShape } from './csv-dialect.ts';
import { CsvRows } from './csv-rows.ts';
import { CsvSplitter } from './csv-splitter.ts';
import { FoundRecords, type Splitter } from './found-records.ts';
import { unitsOf } from './units.ts';

/** How many records show what the columns hold, unless dates written as bare numbers need them all. */
export const ENOUGH_RECORDS = 5_000;

/** Stretch of a CSV file that shows what its columns hold, in bytes, but for such dates. */
const MOSTLY_ENOUGH_BYTES = 512 * 1024;

/** Values of every CSV column in the start of the content. */
export function sampleCsv(
  sample: Buffer,
  whole: boolean,
  encoding: TextEncoding,
  shape: CsvShape,
): SampleColumns {
  const start = sample.subarray(0, MOSTLY_ENOUGH_BYTES);
  const short = csvValues(start, whole && start.length === sample.length, encoding, shape);
  const isEnough = start.length === sample.length || !short.some((column) => column.keepsAll);
  const values = isEnough ? short : csvValues(sample, whole, encoding, shape);
  return asSampleColumns(shape.columns, values);
}

/** Columns of cells with the values they were seen to hold. */
export function asSampleColumns(names: readonly string[], values: readonly ColumnValues[]): SampleColumns {
  const columns = names.map((name, index): SampleColumn => {
    const cells = values[index]?.values ?? [];
    return {
      name,
      values: cells,
      holds: holdsJsonObjects(cells) ? 'objects-as-text' : 'text',
      peeked: false,
    };
  });
  return { columns };
}

function csvValues(sample: Buffer, whole: boolean, encoding: TextEncoding, shape: CsvShape): ColumnValues[] {
  const splitter = new CsvSplitter(shape.dialect, shape.start, encoding.unitBytes);
  const found = foundIn(sample, whole, encoding, splitter);
  const rows = new CsvRows(shape);
  const values = shape.columns.map(() => new ColumnValues());
  for (const [index, place] of found.places.entries()) {
    if (found.failures.has(index)) continue;
    if (index >= ENOUGH_RECORDS && !values.some((column) => column.keepsAll)) break;
    const text = encoding.decode(sample.subarray(place.byteOffset, place.byteOffset + place.byteLength));
    const row = rows.read(text);
    if (rows.state === 'repeated') continue;
    for (const [column, collected] of values.entries()) collected.add(row[column] ?? '');
  }
  return values;
}

function foundIn(sample: Buffer, whole: boolean, encoding: TextEncoding, splitter: Splitter): FoundRecords {
  const found = new FoundRecords(encoding.unitBytes);
  splitter.scan(unitsOf(sample, encoding), 0, whole, found);
  return found;
}
