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

/** What is packed at once, in less than the journey takes. */
const SMALL_BYTES = 64 * 1024;

const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const LARGE = { ...FAST, chunkSize: OUTPUT_BYTES };
const SMALL = { ...FAST, chunkSize: SMALL_BYTES };

/** A raw block; its hash is null where whoever stores it has the time to hash it. */
export type PackedBlock = Omit<NewRawBlock, 'sha256'> & { readonly sha256: Uint8Array | null };

/**
 * Packs a stretch of content into raw blocks. Compression runs in the thread pool, beside the parsing of the
 * same stretch.
 * @param from bytes of the stretch that are stored already, as when an import is resumed
 * @param hashes whether they are hashed as well
 */
export function packContent(
  bytes: Buffer,
  byteOffset: number,
  from: number,
  hashes: boolean,
): Promise<PackedBlock[]> {
  return Promise.all(
    blocksOf(bytes, from).map(({ at, bytes: block }) => packBlock(block, byteOffset + at, hashes)),
  );
}

/** Hashes what was packed without. @param bytes the stretch, which begins at `byteOffset` of the content */
export function hashPacked(block: PackedBlock, bytes: Buffer, byteOffset: number): NewRawBlock {
  const at = block.byteOffset - byteOffset;
  return { ...block, sha256: block.sha256 ?? hashOf(bytes.subarray(at, at + block.byteLength)) };
}

function blocksOf(bytes: Buffer, from: number): { readonly at: number; readonly bytes: Buffer }[] {
  const blocks: { at: number; bytes: Buffer }[] = [];
  for (let at = from; at < bytes.length; at += RAW_BLOCK_BYTES) {
    blocks.push({ at, bytes: bytes.subarray(at, at + RAW_BLOCK_BYTES) });
  }
  return blocks;
}

async function packBlock(bytes: Buffer, byteOffset: number, hashes: boolean): Promise<PackedBlock> {
  const packing = bytes.length <= SMALL_BYTES ? zstdCompressSync(bytes, SMALL) : compress(bytes, LARGE);
  const sha256 = hashes ? hashOf(bytes) : null;
  const packed = await packing;
  const smaller = packed.length < bytes.length;
  return {
    byteOffset,
    byteLength: bytes.length,
    codec: smaller ? 'zstd' : 'none',
    sha256,
    data: smaller ? packed : bytes,
  };
}

function hashOf(bytes: Buffer): Buffer {
  return span('hash originals', () => hash('sha256', bytes, 'buffer'));
}
