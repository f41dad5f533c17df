import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { span } from '../../spans.ts';
import type { ByteReader, ByteSource } from './byte-source.ts';
import { type Gunzipping, gunzipping } from './gunzip.ts';
import { isGzip } from './gzip-header.ts';
import type { UnpackGuard } from './unpack-limits.ts';

/** The decompressed bytes of a log, read forward. */
export interface Content {
  readonly compression: 'none' | 'gzip';
  /** Next bytes, about `size` of them; empty at the end. The buffer belongs to the caller. */
  read(size: number): Promise<Buffer>;
  /** Bytes of the log as it is (not of the content) read so far, for progress. */
  fileBytesRead(): number;
  /** Why compressed content ends early; null when it does not. */
  damage(): string | null;
  /** Whether the content is the bytes of the log as it is. Then whoever parses it hashes it, which takes turns better. */
  readonly isFile: boolean;
  /** Whether the file is another one, or was written to, since it was opened. */
  fileChanged(): Promise<boolean>;
  /** SHA-256 of the bytes of the log read so far, hex; null where the content is these bytes. Ends the reading. */
  fileSha256(): string | null;
  close(): Promise<void>;
}

const INPUT_CHUNK = 1024 * 1024;

/**
 * Opens a log; gzip is known by its magic bytes, whatever the name says.
 * @param guard stops what unpacks to too much; what is not compressed needs none
 */
export async function openContent(source: ByteSource, guard: UnpackGuard): Promise<Content> {
  const reader = countingReader(await source.open());
  try {
    const head = await reader.read(INPUT_CHUNK);
    if (!isGzip(head)) return fileContent({ ...reader, read: withHead(head, reader.read) });
    const hashed = hashingReader(reader, head);
    const more = head.length <= SMALL ? await hashed.read(1) : NOTHING;
    // The end of a small file was read with its head, when there is nothing behind it.
    const small = head.length <= SMALL && more.length === 0 ? unfoldedAtOnce(head) : null;
    if (small !== null) return unfoldedContent({ ...hashed, read: withHead(small, async () => NOTHING) });
    return gzipContent({ ...hashed, read: withHead(Buffer.concat([head, more]), hashed.read) }, guard);
  } catch (error) {
    await reader.close();
    throw error;
  }
}

const NOTHING = Buffer.alloc(0);

/** Files up to this size are unfolded at once, in a millisecond: starting a stream takes longer than that. */
const SMALL = 256 * 1024;
const SMALL_OUTPUT = 4 * 1024 * 1024;

/** Null when more comes out, or the file is damaged: then it is unfolded as far as it goes. */
function unfoldedAtOnce(packed: Buffer): Buffer | null {
  try {
    return gunzipSync(packed, { maxOutputLength: SMALL_OUTPUT });
  } catch {
    return null; // Unfolding it as a stream meets the same fault and reports it.
  }
}

interface CountingReader extends ByteReader {
  position(): number;
}

interface HashingReader extends CountingReader {
  sha256(): string;
}

function fileContent(reader: CountingReader): Content {
  return { ...contentOf(reader), compression: 'none', isFile: true, fileSha256: () => null };
}

function unfoldedContent(reader: HashingReader): Content {
  return { ...contentOf(reader), compression: 'gzip', isFile: false, fileSha256: reader.sha256 };
}

function contentOf(
  reader: CountingReader,
): Pick<Content, 'read' | 'fileBytesRead' | 'fileChanged' | 'damage' | 'close'> {
  return {
    read: reader.read,
    fileBytesRead: reader.position,
    fileChanged: reader.changed,
    damage: () => null,
    close: () => reader.close(),
  };
}

function gzipContent(reader: HashingReader, guard: UnpackGuard): Content {
  const gunzip: Gunzipping = gunzipping(() => reader.read(INPUT_CHUNK), guard);
  return {
    compression: 'gzip',
    isFile: false,
    async read(size) {
      const pieces: Buffer[] = [];
      for (let length = 0; length < size; ) {
        const piece = await gunzip.next();
        if (piece === null) break;
        pieces.push(piece);
        length += piece.length;
      }
      return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces);
    },
    fileBytesRead: reader.position,
    fileChanged: reader.changed,
    damage: gunzip.damage,
    fileSha256: reader.sha256,
    async close() {
      gunzip.close();
      await reader.close();
    },
  };
}

function countingReader(reader: ByteReader): CountingReader {
  let position = 0;
  return {
    position: () => position,
    async read(size) {
      const bytes = await reader.read(size);
      position += bytes.length;
      return bytes;
    },
    changed: () => reader.changed(),
    close: () => reader.close(),
  };
}

/** @param head the bytes that were read already */
function hashingReader(reader: CountingReader, head: Buffer): HashingReader {
  const hash = createHash('sha256').update(head);
  return {
    ...reader,
    sha256: () => hash.digest('hex'),
    async read(size) {
      const bytes = await reader.read(size);
      span('hash while reading', () => hash.update(bytes));
      return bytes;
    },
  };
}

/** Gives the bytes that were looked at before the others. */
function withHead(head: Buffer, read: ByteReader['read']): ByteReader['read'] {
  let rest = head;
  return async (size) => {
    if (rest.length === 0) return read(size);
    const piece = rest.subarray(0, size);
    rest = rest.subarray(piece.length);
    return piece;
  };
}
