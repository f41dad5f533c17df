import { createHash } from 'node:crypto';
import { zstdDecompressSync } from 'node:zlib';
import type Database from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';
import { sql } from '../sql.ts';
import { naming } from './disk-error.ts';
import { selectNumber, statementOf } from './run-sql.ts';
import type { Workspace } from './workspace.ts';

/** A stored stretch of the content of a source. */
export interface RawBlock {
  readonly id: number;
  readonly source: number;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly codec: string;
  readonly sha256: Uint8Array;
  readonly data: Uint8Array;
}

/** Recently used blocks of one workspace, so that paging through a log does not decompress again and again. */
interface BlockCache {
  readonly contents: Map<number, Buffer>;
  bytes: number;
}

const CACHE_BYTES = 16 * 1024 * 1024;
/** Most bytes that unpacking takes hold of before there is anything to put into them. */
const MAX_PIECE_BYTES = 4 * 1024 * 1024;
const caches = new WeakMap<Database.Database, BlockCache>();

/**
 * Bytes of the decompressed content of a source, exactly as they were in the file.
 * @param byteOffset 0-based
 * @throws WORKSPACE_DAMAGED when they are not all there or not what was stored; names the block
 */
export function readRaw(ws: Workspace, source: number, byteOffset: number, byteLength: number): Buffer {
  return naming(`Reading ${ws.path}`, () => {
    const parts: Buffer[] = [];
    const end = byteOffset + byteLength;
    for (let at = byteOffset; at < end; ) {
      const block = findBlock(ws, source, at);
      const content = contentOf(ws, block);
      const part = content.subarray(at - block.byteOffset, end - block.byteOffset);
      parts.push(part);
      at += part.length;
    }
    return Buffer.concat(parts);
  });
}

/**
 * The uncompressed bytes of a block.
 * @throws WORKSPACE_DAMAGED when they cannot be restored or do not have the stored hash
 */
export function unpackBlock(ws: Workspace, block: RawBlock): Buffer {
  // Damage can turn a BLOB into another type.
  if (!(block.data instanceof Uint8Array && block.sha256 instanceof Uint8Array)) {
    throw damaged(ws, block, 'its bytes cannot be read');
  }
  const content = decompress(ws, block);
  const sha256 = createHash('sha256').update(content).digest();
  if (content.length !== block.byteLength || !sha256.equals(block.sha256)) {
    throw damaged(ws, block, 'its bytes do not have the hash stored with them');
  }
  return content;
}

/** Where a raw block lies in the content of its source. */
export type RawBlockPlace = Pick<RawBlock, 'id' | 'source' | 'byteOffset' | 'byteLength'>;

/** Where the blocks of a source lie, in the order of its content. */
export function blockPlaces(ws: Workspace, source: number): RawBlockPlace[] {
  const query = sql`SELECT id, source, byteOffset, byteLength FROM raw_block
    WHERE source = ${source} ORDER BY byteOffset`;
  return naming(`Reading ${ws.path}`, () =>
    ws.db.prepare<unknown[], RawBlockPlace>(query.text).all(...query.values),
  );
}

/**
 * The uncompressed bytes of a block, without comparing their hash, which would make a search a third slower.
 * Whatever shows a record or vouches for it takes {@link readRaw}.
 * @throws WORKSPACE_DAMAGED when they cannot be restored
 */
export function blockBytes(ws: Workspace, place: RawBlockPlace): Buffer {
  return naming(`Reading ${ws.path}`, () => {
    const block = readBlock(ws, place.id);
    const content = block.data instanceof Uint8Array ? decompress(ws, block) : null;
    if (content?.length === block.byteLength) return content;
    throw damaged(ws, block, 'its bytes cannot be read');
  });
}

/** Bytes of the content of a source that are stored, from its start. */
export function storedBytes(ws: Workspace, source: number): number {
  const last = sql`SELECT byteOffset + byteLength FROM raw_block WHERE source = ${source}
    ORDER BY byteOffset DESC LIMIT 1`;
  return naming(`Reading ${ws.path}`, () => selectNumber(ws.db, last) ?? 0);
}

/** The block of a source that begins at or before a byte and is the last to do so; undefined when there is none. */
export function readBlockFrom(ws: Workspace, source: number, at: number): RawBlock | undefined {
  const query = sql`SELECT id, source, byteOffset, byteLength, codec, sha256, data FROM raw_block
    WHERE source = ${source} AND byteOffset <= ${at} ORDER BY byteOffset DESC LIMIT 1`;
  return ws.db.prepare<unknown[], RawBlock>(query.text).get(...query.values);
}

function findBlock(ws: Workspace, source: number, at: number): RawBlockPlace {
  const query = sql`SELECT id, source, byteOffset, byteLength FROM raw_block
    WHERE source = ${source} AND byteOffset <= ${at} ORDER BY byteOffset DESC LIMIT 1`;
  const block = statementOf<RawBlockPlace>(ws.db, query).get(...query.values);
  if (block === undefined || at >= block.byteOffset + block.byteLength) {
    throw new AppError(
      'WORKSPACE_DAMAGED',
      `${ws.path}: byte ${at} of source ${source} is not stored. Run verify to see what else is missing.`,
      { source, byteOffset: at },
    );
  }
  return block;
}

function contentOf(ws: Workspace, place: RawBlockPlace): Buffer {
  const cache = caches.get(ws.db) ?? { contents: new Map<number, Buffer>(), bytes: 0 };
  caches.set(ws.db, cache);
  const cached = cache.contents.get(place.id);
  const content = cached ?? unpackBlock(ws, readBlock(ws, place.id));
  // A Map keeps insertion order: taking an entry out and putting it back makes it the newest.
  if (cache.contents.delete(place.id)) cache.bytes -= content.length;
  cache.contents.set(place.id, content);
  cache.bytes += content.length;
  for (const [id, oldest] of cache.contents) {
    if (cache.bytes <= CACHE_BYTES) break;
    cache.contents.delete(id);
    cache.bytes -= oldest.length;
  }
  return content;
}

function readBlock(ws: Workspace, id: number): RawBlock {
  const query = sql`SELECT id, source, byteOffset, byteLength, codec, sha256, data FROM raw_block WHERE id = ${id}`;
  const block = statementOf<RawBlock>(ws.db, query).get(...query.values);
  if (block === undefined) {
    throw new AppError('WORKSPACE_DAMAGED', `${ws.path}: raw block ${id} is missing.`, { rawBlock: id });
  }
  return block;
}

function decompress(ws: Workspace, block: RawBlock): Buffer {
  if (block.codec === 'none') return Buffer.from(block.data);
  if (block.codec !== 'zstd') throw damaged(ws, block, `its packing "${block.codec}" is unknown`);
  try {
    // The cap keeps a forged block from filling the memory; one byte more would already be wrong. In one piece, with
    // room to see the end, a block takes a fifth less time than in the small pieces that are usual.
    return zstdDecompressSync(block.data, {
      maxOutputLength: Math.max(1, block.byteLength),
      chunkSize: Math.max(64, Math.min(block.byteLength + 1, MAX_PIECE_BYTES)),
    });
  } catch (error) {
    throw damaged(ws, block, 'it cannot be unpacked', error);
  }
}

function damaged(ws: Workspace, block: RawBlock, reason: string, cause?: unknown): AppError {
  return new AppError(
    'WORKSPACE_DAMAGED',
    `${ws.path}: raw block ${block.id} (source ${block.source}, bytes ${block.byteOffset} to ${block.byteOffset + block.byteLength}) is damaged: ${reason}. Run verify to see what else changed.`,
    { rawBlock: block.id, source: block.source, byteOffset: block.byteOffset },
    cause,
  );
}
