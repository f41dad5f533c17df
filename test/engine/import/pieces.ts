import * as fc from 'fast-check';
import { detectEncoding } from '../../../electron/engine/import/decode/text-encoding.ts';
import type { Content } from '../../../electron/engine/import/open/content.ts';
import { BlockReader } from '../../../electron/engine/import/records/block-reader.ts';
import type { Failure, Splitter } from '../../../electron/engine/import/records/found-records.ts';
import type { RecordPlace } from '../../../electron/engine/record.ts';

/** Content that arrives in pieces of the given sizes, over and over. */
export function inPieces(bytes: Buffer, sizes: readonly number[]): Content {
  let at = 0;
  let turn = 0;
  return {
    compression: 'none',
    async read() {
      const size = sizes[turn % sizes.length] ?? 1;
      turn += 1;
      const piece = bytes.subarray(at, at + size);
      at += piece.length;
      return piece;
    },
    fileBytesRead: () => at,
    damage: () => null,
    fileSha256: () => '',
    close: async () => undefined,
  };
}

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
export async function splitInPieces(
  bytes: Buffer,
  sizes: readonly number[],
  splitter: Splitter,
): Promise<Split> {
  const encoding = detectEncoding(bytes, true, 'log');
  const reader = new BlockReader(inPieces(bytes, sizes), Buffer.alloc(0), false, encoding, splitter, 1);
  const places: RecordPlace[] = [];
  const failures: (readonly [number, Failure])[] = [];
  const blocks: Buffer[] = [];
  let truncated = false;
  for (let block = await reader.next(); block !== null; block = await reader.next()) {
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
