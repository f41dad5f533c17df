import type { TextEncoding } from '../decode/text-encoding.ts';
import type { ByteWindow } from './byte-window.ts';
import { FoundRecords, type Splitter } from './found-records.ts';
import { unitsOf } from './units.ts';

/** A stretch of decompressed content with the records that end in it. Blocks follow each other without gap. */
export interface RecordBlock {
  readonly bytes: Buffer;
  /** Position of the first byte in the content. */
  readonly byteOffset: number;
  readonly found: FoundRecords;
}

/**
 * Takes the records that are whole off a window. Memory is bounded: what stays is at most one record, up to the
 * longest that is read.
 * @param final whether the content ends with the window
 */
export function takeRecords(
  window: ByteWindow,
  splitter: Splitter,
  encoding: TextEncoding,
  final: boolean,
): RecordBlock {
  const found = new FoundRecords(encoding.unitBytes);
  const { at, length } = window;
  const doneAt = splitter.scan(unitsOf(window.bytes, encoding), at / encoding.unitBytes, final, found);
  const done = final ? length : doneAt * encoding.unitBytes - at;
  return { bytes: window.take(done), byteOffset: at, found };
}
