import type { TextEncoding } from '../decode/text-encoding.ts';
import { parseJson } from '../normalise/json-text.ts';
import type { SampleColumns } from '../profile/sample-columns.ts';
import { ByteWindow } from './byte-window.ts';
import type { Splitter } from './found-records.ts';
import { MAX_NESTING } from './json-scanner.ts';
import { JsonTape } from './json-tape.ts';
import { traitsOf } from './json-traits.ts';
import { findWrappers, JUDGED_RECORDS, unwrapped } from './json-wrapper.ts';
import { MemberPaths } from './member-paths.ts';
import { type RecordBlock, takeRecords } from './record-block.ts';
import { textOf } from './record-reader.ts';
import { TapedRecords } from './taped-records.ts';

/** The sample is looked at in stretches of so many bytes, so that little is held at a time. */
const STRETCH_BYTES = 256 * 1024;

/** What the records in the start of the content hold. */
export interface JsonSample {
  readonly sample: SampleColumns;
  /** Keys of the strings that hold the records proper, outermost first. */
  readonly wrappers: readonly string[];
}

/** Values of every member path in the start of the content. Records that cannot be read are left out. */
export function sampleJson(
  sample: Buffer,
  whole: boolean,
  encoding: TextEncoding,
  splitter: Splitter,
): JsonSample {
  const paths = new MemberPaths();
  const taped = JsonTape.reads(encoding) ? new TapedRecords(encoding) : null;
  const first: unknown[] = [];
  let wrappers: readonly string[] | null = null;
  const addFirst = (): readonly string[] => {
    const keys = findWrappers(first);
    for (const record of first.splice(0)) paths.add(unwrapped(record, keys));
    return keys;
  };
  for (const block of blocksOf(sample, whole, encoding, splitter)) {
    taped?.open(block);
    for (const index of block.found.places.keys()) {
      const plain = wrappers?.length === 0 ? (taped?.take(index) ?? null) : null;
      const record = plain ?? recordAt(block, index, encoding);
      if (record === null) continue;
      if (plain !== null) paths.addTaped(plain);
      else if (wrappers !== null) paths.add(unwrapped(record, wrappers));
      else if (first.push(record) === JUDGED_RECORDS) wrappers = addFirst();
    }
  }
  splitter.close?.();
  wrappers ??= addFirst();
  return { sample: { columns: paths.columns() }, wrappers };
}

function* blocksOf(
  sample: Buffer,
  whole: boolean,
  encoding: TextEncoding,
  splitter: Splitter,
): Generator<RecordBlock> {
  const window = new ByteWindow();
  for (let at = 0; at < sample.length; at += STRETCH_BYTES) {
    window.append(sample.subarray(at, at + STRETCH_BYTES));
    yield takeRecords(window, splitter, encoding, whole && at + STRETCH_BYTES >= sample.length);
  }
}

/** What a record holds; null when it cannot be read. */
function recordAt(block: RecordBlock, index: number, encoding: TextEncoding): unknown {
  if (block.found.failures.has(index)) return null;
  const text = textOf(block, index, encoding);
  if (traitsOf(text).nesting > MAX_NESTING) return null;
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}
