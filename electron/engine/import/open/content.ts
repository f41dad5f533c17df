import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { span } from '../../spans.ts';
import { asAppError } from '../../store/disk-error.ts';
import { type Gunzipping, gunzipping } from './gunzip.ts';

/** The decompressed bytes of a file, read forward. */
export interface Content {
  readonly compression: 'none' | 'gzip';
  /** Next bytes, about `size` of them; empty at the end. The buffer belongs to the caller. */
  read(size: number): Promise<Buffer>;
  /** Bytes of the file (not of the content) read so far, for progress. */
  fileBytesRead(): number;
  /** Why compressed content ends early; null when it does not. */
  damage(): string | null;
  /** SHA-256 of the bytes of the file read so far, hex. Ends the reading. */
  fileSha256(): string;
  close(): Promise<void>;
}

const INPUT_CHUNK = 1024 * 1024;

/** Opens a file; gzip is known by its magic bytes, whatever the name says. */
export async function openContent(path: string, name: string): Promise<Content> {
  const file = await naming(name, () => open(path, 'r'));
  try {
    const magic = Buffer.alloc(3);
    const { bytesRead } = await naming(name, () => file.read(magic, 0, 3, 0));
    const { size } = await naming(name, () => file.stat());
    const gzip = bytesRead === 3 && magic[0] === 0x1f && magic[1] === 0x8b && magic[2] === 0x08;
    return gzip ? gzipContent(file, name, size) : plainContent(file, name, size);
  } catch (error) {
    await file.close();
    throw error;
  }
}

function plainContent(file: FileHandle, name: string, fileBytes: number): Content {
  const reader = forwardReader(file, name, fileBytes);
  return {
    compression: 'none',
    read: reader.read,
    fileBytesRead: reader.position,
    damage: () => null,
    fileSha256: reader.sha256,
    close: () => file.close(),
  };
}

function gzipContent(file: FileHandle, name: string, fileBytes: number): Content {
  const reader = forwardReader(file, name, fileBytes);
  const gunzip: Gunzipping = gunzipping(name, () => reader.read(INPUT_CHUNK));
  return {
    compression: 'gzip',
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
    damage: gunzip.damage,
    fileSha256: reader.sha256,
    async close() {
      gunzip.close();
      await file.close();
    },
  };
}

/** @param fileBytes expected size: small files get small buffers; one that grows is still read to its end */
function forwardReader(file: FileHandle, name: string, fileBytes: number) {
  const hash = createHash('sha256');
  let position = 0;
  return {
    position: () => position,
    sha256: () => hash.digest('hex'),
    async read(size: number): Promise<Buffer> {
      const length = Math.min(size, Math.max(0, fileBytes - position) + 1024);
      const buffer = Buffer.allocUnsafeSlow(length);
      const { bytesRead } = await naming(name, () => file.read(buffer, 0, length, position));
      position += bytesRead;
      const bytes = buffer.subarray(0, bytesRead);
      span('hash while reading', () => hash.update(bytes));
      return bytes;
    },
  };
}

async function naming<T>(name: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw asAppError(error, `Reading ${name}`);
  }
}
