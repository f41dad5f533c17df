import type { TextEncoding } from '../decode/text-encoding.ts';
import { jsonText } from '../normalise/json-text.ts';
import { columnKey } from '../profile/column-key.ts';
import { ColumnValues } from '../profile/column-values.ts';
import { holdsJsonObjects, type SampleColumn, type SampleColumns } from '../profile/sample-columns.ts';
import type { CsvShape } from './csv-dialect.ts';
import { CsvRows } from './csv-rows.ts';
import { CsvSplitter } from './csv-splitter.ts';
import { FoundRecords, type Splitter } from './found-records.ts';
import { MAX_NESTING } from './json-scanner.ts';
import { nestingOf } from './nesting.ts';
import { unitsOf } from './units.ts';

/** How many records show what the columns hold, unless dates written as bare numbers need them all. */
const ENOUGH_RECORDS = 5_000;

/** Stretch of a CSV file that shows what its columns hold, in bytes, but for such dates. */
const MOSTLY_ENOUGH_BYTES = 512 * 1024;

/** How many paths of JSON records are looked at. */
const MAX_COLUMNS = 5_000;

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
  const columns = shape.columns.map((name, index): SampleColumn => {
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

/** Values of every member path in the start of the content. Records that cannot be read are left out. */
export function sampleJson(
  sample: Buffer,
  whole: boolean,
  encoding: TextEncoding,
  splitter: Splitter,
): SampleColumns {
  const found = foundIn(sample, whole, encoding, splitter);
  const columns = new Map<
    string,
    { collected: ColumnValues; holds: SampleColumn['holds']; peeked: boolean }
  >();
  const note = (name: string, value: unknown, peeked: boolean): void => {
    let column = columns.get(name);
    if (column === undefined) {
      if (columns.size >= MAX_COLUMNS) return;
      column = { collected: new ColumnValues(), holds: 'text', peeked };
      columns.set(name, column);
    }
    if (typeof value === 'object') column.holds = 'containers';
    column.collected.add(jsonText(value));
  };
  found.places.forEach((place, index) => {
    if (found.failures.has(index)) return;
    const text = encoding.decode(sample.subarray(place.byteOffset, place.byteOffset + place.byteLength));
    const record = parsedOrNull(text);
    if (typeof record === 'object' && record !== null && !Array.isArray(record))
      walk(record, '', false, note);
    else if (record !== null) note('value', record, false);
  });
  return {
    columns: [...columns].map(([name, { collected, holds, peeked }]) => ({
      name,
      values: collected.values,
      holds,
      peeked,
    })),
  };
}

function walk(
  object: object,
  prefix: string,
  peeked: boolean,
  note: (name: string, value: unknown, peeked: boolean) => void,
): void {
  for (const [key, value] of Object.entries(object)) {
    if (value === null || columnKey(key) === '') continue;
    const name = prefix + key;
    note(name, value, peeked);
    if (typeof value !== 'object') continue;
    if (!Array.isArray(value)) walk(value, `${name}.`, peeked, note);
    else if (typeof value[0] === 'object' && value[0] !== null && !Array.isArray(value[0])) {
      walk(value[0], `${name}.0.`, true, note);
    }
  }
}

function parsedOrNull(text: string): unknown {
  if (nestingOf(text) > MAX_NESTING) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function foundIn(sample: Buffer, whole: boolean, encoding: TextEncoding, splitter: Splitter): FoundRecords {
  const found = new FoundRecords(encoding.unitBytes);
  splitter.scan(unitsOf(sample, encoding), 0, whole, found);
  return found;
}
