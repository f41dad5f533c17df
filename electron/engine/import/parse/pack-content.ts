import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, zstdCompress, zstdCompressSync } from 'node:zlib';
import type { NewRawBlock } from '../../record.ts';
import { span } from '../../spans.ts';

/** Longest stretch of content in one raw block: what has to be unpacked to see one record. */
const RAW_BLOCK_BYTES = 2 * 1024 * 1024;

const compress = promisify(zstdCompress);

/** Room for what a block of a log packs to: every further chunk is a journey to the thread pool and back. */
const OUTPUT_BYTES = 512 * 1024;
const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** What is packed at once, in less than the journey takes. */
const SMALL_BYTES = 64 * 1024;

/**
 * SHA-256 of each raw block of a stretch of content.
 * @param from bytes of the stretch that are stored already, as when an import is resumed
 */
export function hashContent(bytes: Buffer, from: number): Buffer[] {
  return span('hash originals', () =>
    blocksOf(bytes, from).map((block) => hash('sha256', block.bytes, 'buffer')),
  );
}

/**
 * Packs a stretch of content into raw blocks. Compression runs in the thread pool, beside the parsing of the
 * same stretch.
 * @param hashes what {@link hashContent} gives for it
 */
export function packContent(
  bytes: Buffer,
  byteOffset: number,
  from: number,
  hashes: readonly Uint8Array[],
): Promise<NewRawBlock[]> {
  return Promise.all(
    blocksOf(bytes, from).map(({ at, bytes: block }, index) =>
      packBlock(block, byteOffset + at, hashes[index] ?? hash('sha256', block, 'buffer')),
    ),
  );
}

function blocksOf(bytes: Buffer, from: number): { readonly at: number; readonly bytes: Buffer }[] {
  const blocks: { at: number; bytes: Buffer }[] = [];
  for (let at = from; at < bytes.length; at += RAW_BLOCK_BYTES) {
    blocks.push({ at, bytes: bytes.subarray(at, at + RAW_BLOCK_BYTES) });
  }
  return blocks;
}

async function packBlock(bytes: Buffer, byteOffset: number, sha256: Uint8Array): Promise<NewRawBlock> {
  const isSmall = bytes.length <= SMALL_BYTES;
  const packed = isSmall
    ? zstdCompressSync(bytes, { ...FAST, chunkSize: SMALL_BYTES })
    : await compress(bytes, { ...FAST, chunkSize: OUTPUT_BYTES });
  const smaller = packed.length < bytes.length;
  return {
    byteOffset,
    byteLength: bytes.length,
    codec: smaller ? 'zstd' : 'none',
    sha256,
    data: smaller ? packed : bytes,
  };
}
