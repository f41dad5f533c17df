import type { TextEncoding } from './decode/text-encoding.ts';
import type { ImportNotes } from './import-notes.ts';
import type { Splitter } from './records/found-records.ts';
import { jsonReader } from './records/json-reader.ts';
import { describeJson, type JsonShape } from './records/json-shape.ts';
import { JsonSplitter } from './records/json-splitter.ts';
import { JsonTape } from './records/json-tape.ts';
import { LineSplitter } from './records/line-splitter.ts';
import { type JsonSample, sampleJson } from './records/sample-json.ts';
import { textOfUnits } from './records/units.ts';
import type { Layout, Sample } from './source-plan.ts';

/** What the start of a JSON file shows. */
export interface JsonLook {
  readonly shape: JsonShape;
  readonly records: JsonSample;
}

/** Looks at the records in the start of a JSON file. */
export function lookAtJson({ bytes, whole }: Sample, encoding: TextEncoding, shape: JsonShape): JsonLook {
  return { shape, records: sampleJson(bytes, whole, encoding, splitterOf(shape, encoding)) };
}

/** How a JSON file is laid out. */
export function jsonLayout({ shape, records }: JsonLook, encoding: TextEncoding, notes: ImportNotes): Layout {
  if (records.wrappers.length > 0) {
    notes.add(
      'UNWRAPPED',
      `Each record holds the record proper as JSON text in ${records.wrappers.join(', in it in ')}; the members of both are shown, and the raw record is as it was.`,
    );
  }
  const splitter = splitterOf(shape, encoding);
  const path = shape.kind === 'array' ? shape.path : null;
  return {
    format: shape.kind === 'lines' ? 'jsonl' : 'json',
    dialect: [describeJson(shape), ...records.wrappers.map((key) => `text in ${key}`)].join(', '),
    delimiter: null,
    columns: [],
    sample: records.sample,
    splitter,
    envelope: () => envelopeText(splitter.envelope ?? null, path, encoding),
    reader: (match) => jsonReader(encoding, match, records, notes),
    csv: null,
    recordPath: path === null ? null : path.join('.'),
  };
}

function splitterOf(
  shape: JsonShape,
  encoding: TextEncoding,
): Splitter & { readonly envelope?: readonly number[] | null } {
  const start = { at: encoding.bomBytes / encoding.unitBytes, line: 1 };
  return shape.kind === 'lines'
    ? new LineSplitter(start, encoding.unitBytes)
    : new JsonSplitter(
        shape.kind === 'array' ? shape.path : null,
        start,
        encoding.unitBytes,
        JsonTape.reads(encoding),
      );
}

/** The members around the array of records, without the array; null when they cannot be read. */
function envelopeText(
  units: readonly number[] | null,
  path: readonly string[] | null,
  encoding: TextEncoding,
): string | null {
  if (units === null || path === null || path.length === 0) return null;
  try {
    const envelope: unknown = JSON.parse(textOfUnits(units, encoding));
    removeMember(envelope, path);
    const rest = JSON.stringify(envelope);
    return rest === '{}' ? null : rest;
  } catch {
    return null;
  }
}

function removeMember(value: unknown, path: readonly string[]): void {
  const [key, ...rest] = path;
  if (typeof value !== 'object' || value === null || key === undefined || !Object.hasOwn(value, key)) return;
  if (rest.length === 0) Reflect.deleteProperty(value, key);
  else removeMember(Object.getOwnPropertyDescriptor(value, key)?.value, rest);
}
