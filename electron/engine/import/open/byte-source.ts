import { constants, type PathLike } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '../../../../shared/errors.ts';
import { asReadError } from './read-error.ts';

/** Bytes that can be read from the start, more than once: a file, a member of an archive, a spooled stream. */
export interface ByteSource {
  /** How many are expected. A file may grow meanwhile: it is read to its end all the same. */
  readonly bytes: number;
  /**
   * Begins to read.
   * @throws FILE_MISSING, FILE_UNREADABLE, ARCHIVE_REFUSED, naming what is read
   */
  open(): Promise<ByteReader>;
}

/** Reads bytes forward. */
export interface ByteReader {
  /**
   * Next bytes, at most `size` of them; empty at the end. The buffer belongs to the caller.
   * @param into memory for them, which may be used instead of new one
   */
  read(size: number, into?: Buffer): Promise<Buffer>;
  /** Whether the bytes are, as far as can be told, no longer those that were there when reading began. */
  changed(): Promise<boolean>;
  close(): Promise<void>;
}

/** A FIFO must not be waited for; what is opened is looked at before it is read. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Opens a file to be read at any position.
 * @param path as bytes where the name is not valid text
 * @throws FILE_MISSING, FILE_UNREADABLE also for what is no regular file (any more)
 */
export async function openRegularFile(path: PathLike, name: string): Promise<FileHandle> {
  const file = await naming(name, () => open(path, OPEN_FLAGS));
  try {
    if ((await naming(name, () => file.stat())).isFile()) return file;
    throw new AppError('FILE_UNREADABLE', `${name} is not a regular file. Choose a file or a folder.`);
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** A file of the file system. */
export function fileBytes(path: PathLike, name: string, bytes: number): ByteSource {
  return {
    bytes,
    async open() {
      const file = await openRegularFile(path, name);
      const begun = await naming(name, () => stateOf(file));
      let position = 0;
      return {
        changed: async () => (await naming(name, () => stateOf(file))) !== begun,
        async read(size, into) {
          // Small files get small buffers.
          const length = Math.min(size, Math.max(0, bytes - position) + 1024, into?.length ?? size);
          const buffer = into ?? Buffer.allocUnsafeSlow(length);
          const { bytesRead } = await naming(name, () => file.read(buffer, 0, length, position));
          position += bytesRead;
          return buffer.subarray(0, bytesRead);
        },
        close: () => file.close(),
      };
    },
  };
}

/** Differs once the file was written to; times in ns, as fine as the file system keeps them. */
async function stateOf(file: FileHandle): Promise<string> {
  const { size, mtimeNs } = await file.stat({ bigint: true });
  return `${size} ${mtimeNs}`;
}

/** Bytes that are held in memory. */
export function memoryBytes(content: Buffer): ByteSource {
  return {
    bytes: content.length,
    async open() {
      let position = 0;
      return {
        async read(size) {
          const piece = content.subarray(position, position + size);
          position += piece.length;
          return Buffer.from(piece); // Whoever takes it may hand its memory on.
        },
        changed: async () => false,
        close: async () => undefined,
      };
    },
  };
}

/** All pieces of a reader, which is closed at the end, however that comes. */
export async function* piecesOf(source: ByteSource, size: number): AsyncGenerator<Buffer, void, undefined> {
  const reader = await source.open();
  try {
    for (let piece = await reader.read(size); piece.length > 0; piece = await reader.read(size)) yield piece;
  } finally {
    await reader.close();
  }
}

/** The first bytes, at most `size`. */
export async function headOf(source: ByteSource, size: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let missing = size;
  const reader = await source.open();
  try {
    while (missing > 0) {
      const part = await reader.read(missing);
      if (part.length === 0) break;
      parts.push(part);
      missing -= part.length;
    }
  } finally {
    await reader.close();
  }
  return Buffer.concat(parts);
}

async function naming<T>(name: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw asReadError(error, name);
  }
}
