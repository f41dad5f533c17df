import type { TextEncoding } from '../decode/text-encoding.ts';
import type { ImportNotes } from '../import-notes.ts';
import { CsvInputs } from '../normalise/csv-inputs.ts';
import type { ExtraColumns } from '../normalise/extra-columns.ts';
import type { InputValues } from '../normalise/input-values.ts';
import { JsonInputs } from '../normalise/json-inputs.ts';
import { parseJson } from '../normalise/json-text.ts';
import type { ProfileMatch } from '../profile/detect-profile.ts';
import { columnsSeenBy } from '../profile/element-columns.ts';
import type { SampleColumns } from '../profile/sample-columns.ts';
import type { CsvShape } from './csv-dialect.ts';
import { CsvRows, LONGEST_BROKEN } from './csv-rows.ts';
import type { Failure } from './found-records.ts';
import { locateJsonFault } from './json-fault.ts';
import { MAX_NESTING } from './json-scanner.ts';
import { holdsHalfCharacter, type JsonTraits, keysIn, traitsOf } from './json-traits.ts';
import type { RecordBlock } from './record-block.ts';
import { RecordElements } from './record-elements.ts';

/** The records of one block, ready to be taken to their inputs one by one. */
export interface OpenBlock {
  /** Fills inputs and extra columns from the record with an index; the failure when it is none. */
  fill(index: number, into: InputValues, extra: ExtraColumns): Failure | null;
  /** Takes a record to its events, where a profile says that one may hold several; null where it does not. */
  readonly events: ((index: number) => RecordEvents | Failure) | null;
}

/** The events of one record. */
export interface RecordEvents {
  readonly count: number;
  /** Fills inputs and extra columns of one of them. */
  fill(event: number, into: InputValues, extra: ExtraColumns): void;
  /** What sets one of them apart; null where the record is itself the event. */
  readonly contentOf: ((event: number) => string) | null;
}

/** Reads the records of blocks: cells or members, and where they belong. */
export type RecordReader = (block: RecordBlock) => OpenBlock;

/** Not what is too long to be read once more, and not what is missing its end. */
function mayBeMended({ found }: RecordBlock, index: number): boolean {
  const isLong = (found.places[index]?.byteLength ?? 0) > LONGEST_BROKEN;
  return !isLong && !(found.truncated && index === found.places.length - 1);
}

const REPEATED_HEADER = 'The header once more: another export begins here, and its records follow';

/** Reader for CSV. */
export function csvReader(
  shape: CsvShape,
  encoding: TextEncoding,
  match: ProfileMatch,
  notes: ImportNotes,
): RecordReader {
  const inputs = new CsvInputs(shape.columns, match.bindings, match.profile);
  const rows = new CsvRows(shape);
  return (block) => {
    const { places, failures, blankLines } = block.found;
    for (const line of blankLines) notes.blank(line);
    return {
      fill(index, into, extra) {
        const failure = failures.get(index);
        const line = places[index]?.line ?? 0;
        if (failure !== undefined && !mayBeMended(block, index)) return failure;
        const text = textOf(block, index, encoding);
        const row = failure === undefined ? rows.read(text) : rows.mend(text);
        if (row === null) return failure ?? null;
        if (rows.state === 'repeated') return { column: null, reason: REPEATED_HEADER };
        if (rows.state === 'ragged') notes.ragged(line);
        if (rows.state === 'mended') notes.mended(line);
        inputs.fill(row, into, extra);
        return null;
      },
      events: null,
    };
  };
}

/** Reader for JSON in any shape. */
export function jsonReader(
  encoding: TextEncoding,
  match: ProfileMatch,
  sample: SampleColumns,
  notes: ImportNotes,
): RecordReader {
  const { profile } = match;
  const inputs = new JsonInputs(profile, match.bindings, columnsSeenBy(profile, sample));
  const elements = profile.each === undefined ? null : new RecordElements(profile.each);
  const read = (block: RecordBlock, index: number): { readonly value: unknown } | Failure => {
    const { failures, places, traits } = block.found;
    const failure = failures.get(index);
    if (failure !== undefined) return failure;
    return readJsonRecord(textOf(block, index, encoding), places[index]?.line ?? 1, notes, traits[index]);
  };
  return (block) => ({
    fill(index, into, extra) {
      const record = read(block, index);
      if ('reason' in record) return record;
      inputs.fill(record.value, into, extra);
      return null;
    },
    events:
      elements === null
        ? null
        : (index) => {
            const record = read(block, index);
            return 'reason' in record ? record : eventsOf(record.value, elements, inputs);
          },
  });
}

/** Every element of the record's list, or the record where it has none. */
function eventsOf(value: unknown, elements: RecordElements, inputs: JsonInputs): RecordEvents | Failure {
  const open = elements.open(value);
  if (open === null) {
    return { count: 1, contentOf: null, fill: (_event, into, extra) => inputs.fill(value, into, extra) };
  }
  if ('reason' in open) return open;
  return {
    count: open.count,
    fill: (event, into, extra) => inputs.fill(open.at(event), into, extra),
    contentOf: (event) => open.contentOf(event),
  };
}

/** Parses the text of one record, or says what is wrong with it. */
export function readJsonRecord(
  text: string,
  line: number,
  notes: ImportNotes,
  traits: JsonTraits = traitsOf(text),
): { readonly value: unknown } | Failure {
  if (traits.nesting > MAX_NESTING) {
    return { column: null, reason: `The record is nested deeper than ${MAX_NESTING} levels` };
  }
  try {
    let keptNumbers = 0;
    const value = traits.oddNumber ? parseJson(text, () => (keptNumbers += 1)) : JSON.parse(text);
    if (keptNumbers > 0) notes.longNumber(line);
    if (keysIn(value) !== traits.keys) notes.repeatedKey(line);
    if (traits.escapes && holdsHalfCharacter(text)) notes.halfCharacter(line);
    return { value };
  } catch {
    const fault = locateJsonFault(text);
    const where = fault.line === 1 ? '' : ` in line ${line + fault.line - 1}`;
    return { column: fault.column, reason: `${fault.reason} at column ${fault.column}${where}` };
  }
}

function textOf(block: RecordBlock, index: number, encoding: TextEncoding): string {
  const place = block.found.places[index];
  if (place === undefined) return '';
  const from = place.byteOffset - block.byteOffset;
  return encoding.decodeRange(block.bytes, from, from + place.byteLength);
}
