import type { TextEncoding } from '../decode/text-encoding.ts';
import type { ImportNotes } from '../import-notes.ts';
import { JsonInputs } from '../normalise/json-inputs.ts';
import { parseJson } from '../normalise/json-text.ts';
import type { ProfileMatch } from '../profile/detect-profile.ts';
import { columnsSeenBy } from '../profile/element-columns.ts';
import type { Failure } from './found-records.ts';
import { locateJsonFault } from './json-fault.ts';
import { MAX_NESTING } from './json-scanner.ts';
import { JsonTape } from './json-tape.ts';
import { holdsHalfCharacter, type JsonTraits, keysIn, traitsOf } from './json-traits.ts';
import { unwrapped } from './json-wrapper.ts';
import type { RecordBlock } from './record-block.ts';
import { RecordElements } from './record-elements.ts';
import { type RecordEvents, type RecordReader, textOf } from './record-reader.ts';
import type { JsonSample } from './sample-json.ts';
import { TapedRecords } from './taped-records.ts';

/** Reader for JSON in any shape. */
export function jsonReader(
  encoding: TextEncoding,
  match: ProfileMatch,
  { sample, wrappers }: JsonSample,
  notes: ImportNotes,
): RecordReader {
  const { profile } = match;
  const inputs = new JsonInputs(profile, match.bindings, columnsSeenBy(profile, sample));
  const elements = profile.each === undefined ? null : new RecordElements(profile.each);
  const read = (block: RecordBlock, index: number): { readonly value: unknown } | Failure => {
    const { failures, places, traits } = block.found;
    const failure = failures.get(index);
    if (failure !== undefined) return failure;
    const text = textOf(block, index, encoding);
    const record = readJsonRecord(text, places[index]?.line ?? 1, notes, traits[index]);
    if (wrappers.length === 0 || 'reason' in record) return record;
    return { value: unwrapped(record.value, wrappers) };
  };
  const isTaped = elements === null && wrappers.length === 0 && JsonTape.reads(encoding);
  const taped = isTaped ? new TapedRecords(encoding) : null;
  return (block) => {
    for (const line of block.found.withoutComma) notes.missingComma(line);
    taped?.open(block);
    return {
      fill(index, into, extra) {
        const plain = taped?.take(index) ?? null;
        if (plain !== null) {
          inputs.fillFrom(plain, into, extra);
          return null;
        }
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
    };
  };
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
