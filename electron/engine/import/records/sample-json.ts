import type { TextEncoding } from '../decode/text-encoding.ts';
import { parseContainer } from '../normalise/details.ts';
import { jsonText, parseJson } from '../normalise/json-text.ts';
import { columnKey } from '../profile/column-key.ts';
import { ColumnValues } from '../profile/column-values.ts';
import type { SampleColumn, SampleColumns } from '../profile/sample-columns.ts';
import { FoundRecords, type Splitter } from './found-records.ts';
import { MAX_NESTING } from './json-scanner.ts';
import { traitsOf } from './json-traits.ts';
import { findWrappers, unwrapped } from './json-wrapper.ts';
import { unitsOf } from './units.ts';

/** How many paths of JSON records are looked at. */
const MAX_COLUMNS = 5_000;

/** What the records in the start of the content hold. */
export interface JsonSample {
  readonly sample: SampleColumns;
  /** Keys of the strings that hold the records proper, outermost first. */
  readonly wrappers: readonly string[];
}

interface Collected {
  readonly values: ColumnValues;
  holds: SampleColumn['holds'];
  readonly peeked: boolean;
}

/** Values of every member path in the start of the content. Records that cannot be read are left out. */
export function sampleJson(
  sample: Buffer,
  whole: boolean,
  encoding: TextEncoding,
  splitter: Splitter,
): JsonSample {
  const records = recordsIn(sample, whole, encoding, splitter);
  const wrappers = findWrappers(records);
  const columns = new Map<string, Collected>();
  const note = (name: string, value: unknown, peeked: boolean): void => {
    let column = columns.get(name);
    if (column === undefined) {
      if (columns.size >= MAX_COLUMNS) return;
      column = { values: new ColumnValues(), holds: 'text', peeked };
      columns.set(name, column);
    }
    if (typeof value === 'object') column.holds = 'containers';
    column.values.add(jsonText(value));
  };
  for (const record of records) {
    const value = unwrapped(record, wrappers);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) walk(value, '', false, note);
    else if (value !== null) note('value', value, false);
  }
  const seen = [...columns].map(
    ([name, { values, holds, peeked }]): SampleColumn => ({ name, values: values.values, holds, peeked }),
  );
  return { sample: { columns: seen }, wrappers };
}

function recordsIn(sample: Buffer, whole: boolean, encoding: TextEncoding, splitter: Splitter): unknown[] {
  const found = new FoundRecords(encoding.unitBytes);
  splitter.scan(unitsOf(sample, encoding), 0, whole, found);
  return found.places.flatMap(({ byteOffset, byteLength }, index) => {
    if (found.failures.has(index)) return [];
    const record = parsedOrNull(encoding.decodeRange(sample, byteOffset, byteOffset + byteLength));
    return record === null ? [] : [record];
  });
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
    if (typeof value === 'string') {
      const inside = value.startsWith('{') ? parseContainer(value) : undefined;
      if (typeof inside === 'object' && inside !== null) walk(inside, `${name}.`, true, note);
      continue;
    }
    if (typeof value !== 'object') continue;
    if (!Array.isArray(value)) walk(value, `${name}.`, peeked, note);
    else if (typeof value[0] === 'object' && value[0] !== null && !Array.isArray(value[0])) {
      walk(value[0], `${name}.0.`, true, note);
    }
  }
}

function parsedOrNull(text: string): unknown {
  if (traitsOf(text).nesting > MAX_NESTING) return null;
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}
