import type { TextEncoding } from '../decode/text-encoding.ts';
import { jsonText } from '../normalise/json-text.ts';
import { columnKey } from '../profile/column-key.ts';
import { holdsJsonObjects, type SampleColumn, type SampleColumns } from '../profile/sample-columns.ts';
import { cellsOfBlock } from './csv-cells.ts';
import type { CsvShape } from './csv-dialect.ts';
import { CsvSplitter } from './csv-splitter.ts';
import { FoundRecords, type Splitter } from './found-records.ts';
import { MAX_NESTING } from './json-scanner.ts';
import { nestingOf } from './nesting.ts';
import { unitsOf } from './units.ts';

/** How many paths of JSON records are looked at. */
const MAX_COLUMNS = 5_000;

/** Values of every CSV column in the start of the content. */
export function sampleCsv(
  sample: Buffer,
  whole: boolean,
  encoding: TextEncoding,
  shape: CsvShape,
): SampleColumns {
  const splitter = new CsvSplitter(shape.dialect, shape.start, encoding.unitBytes);
  const found = foundIn(sample, whole, encoding, splitter);
  const first = found.places[0];
  const last = found.places.at(-1);
  const values: string[][] = shape.columns.map(() => []);
  if (first !== undefined && last !== undefined) {
    const textAt = (from: number, to: number): string => encoding.decode(sample.subarray(from, to));
    const record = (index: number): string => {
      const place = found.places[index] ?? first;
      return textAt(place.byteOffset, place.byteOffset + place.byteLength);
    };
    const text = textAt(first.byteOffset, last.byteOffset + last.byteLength);
    for (const row of cellsOfBlock(text, found, record, shape.dialect)) {
      for (const [column, cells] of values.entries()) {
        const cell = row[column];
        if (cell !== undefined && cell.trim() !== '') cells.push(cell);
      }
    }
  }
  const columns = shape.columns.map((name, index): SampleColumn => {
    const cells = values[index] ?? [];
    return {
      name,
      values: cells,
      holds: holdsJsonObjects(cells) ? 'objects-as-text' : 'text',
      peeked: false,
    };
  });
  return { columns, records: found.places.length };
}

/** Values of every member path in the start of the content. Records that cannot be read are left out. */
export function sampleJson(
  sample: Buffer,
  whole: boolean,
  encoding: TextEncoding,
  splitter: Splitter,
): SampleColumns {
  const found = foundIn(sample, whole, encoding, splitter);
  const columns = new Map<string, { values: string[]; holds: SampleColumn['holds']; peeked: boolean }>();
  const note = (name: string, value: unknown, peeked: boolean): void => {
    let column = columns.get(name);
    if (column === undefined) {
      if (columns.size >= MAX_COLUMNS) return;
      column = { values: [], holds: 'text', peeked };
      columns.set(name, column);
    }
    if (typeof value === 'object') column.holds = 'containers';
    const text = jsonText(value);
    if (text.trim() !== '') column.values.push(text);
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
    columns: [...columns].map(([name, column]) => ({ name, ...column })),
    records: found.places.length,
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
