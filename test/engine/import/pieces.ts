import * as fc from 'fast-check';
import { detectEncoding } from '../../../electron/engine/import/decode/text-encoding.ts';
import { ByteWindow } from '../../../electron/engine/import/records/byte-window.ts';
import type { Failure, Splitter } from '../../../electron/engine/import/records/found-records.ts';
import { takeRecords } from '../../../electron/engine/import/records/record-block.ts';
import type { RecordPlace } from '../../../electron/engine/record.ts';

/** What a splitter makes of content that arrives in pieces. */
export interface Split {
  readonly places: readonly RecordPlace[];
  readonly failures: readonly (readonly [index: number, failure: Failure])[];
  readonly truncated: boolean;
  /** The records' bytes, taken from the blocks they came in. */
  readonly texts: readonly string[];
  /** All blocks joined. */
  readonly content: Buffer;
}

/** Splits content that arrives in pieces. */
export function splitInPieces(bytes: Buffer, sizes: readonly number[], splitter: Splitter): Split {
  const encoding = detectEncoding(bytes, true, 'log');
  const window = new ByteWindow();
  const places: RecordPlace[] = [];
  const failures: (readonly [number, Failure])[] = [];
  const blocks: Buffer[] = [];
  let truncated = false;
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const piece = bytes.subarray(at, at + (sizes[turn % sizes.length] ?? 1));
    at += piece.length;
    window.append(piece);
    const block = takeRecords(window, splitter, encoding, at === bytes.length);
    for (const [index, failure] of block.found.failures) failures.push([places.length + index, failure]);
    places.push(...block.found.places);
    blocks.push(block.bytes);
    truncated ||= block.found.truncated;
  }
  const content = Buffer.concat(blocks);
  const texts = places.map((place) =>
    encoding.decode(bytes.subarray(place.byteOffset, place.byteOffset + place.byteLength)),
  );
  return { places, failures, truncated, texts, content };
}

/** Sizes of the pieces content may arrive in. */
export const pieceSizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });
