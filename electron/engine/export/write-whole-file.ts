import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { asAppError } from '../store/disk-error.ts';

/** What a file came to. */
export interface WrittenFile {
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/**
 * Writes a file that is there whole or not at all. The content goes to a temporary file beside the target, is
 * flushed to the disk and then takes the target's name; when anything fails, or the source of the content throws,
 * the temporary file is removed and the target is what it was.
 * @param pieces asked for only as fast as the disk takes them; the bytes of one have to hold until the next but one
 *   is asked for
 * @param mode who may read it, as far as the user's mask lets them
 * @throws FILE_MISSING (the folder), FILE_UNREADABLE, DISK_FULL, DISK_ERROR, and whatever `pieces` throws
 */
export async function writeWholeFile(
  path: string,
  pieces: Iterable<string | Uint8Array>,
  mode = 0o666,
): Promise<WrittenFile> {
  const what = `Writing ${path}`;
  await refuseFolder(path, what);
  const temporary = join(dirname(path), `.trailglass-${randomBytes(8).toString('hex')}.part`);
  const file = await open(temporary, 'wx', mode).catch((error: unknown) => {
    throw folderError(error, path, what);
  });
  try {
    const written = await writePieces(file, pieces).finally(() => file.close());
    await rename(temporary, path);
    await flushFolder(dirname(path));
    return written;
  } catch (error) {
    await rm(temporary, { force: true });
    throw asAppError(error, what);
  }
}

async function refuseFolder(path: string, what: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory() !== true) return;
  throw new AppError('FILE_UNREADABLE', `${what}: this is a folder. Name a file in it.`, { path });
}

function folderError(error: unknown, path: string, what: string): AppError {
  const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  if (!missing) return asAppError(error, what);
  return new AppError('FILE_MISSING', `${what}: there is no folder ${dirname(path)}. Create it first.`, {
    path,
  });
}

/** Each piece is written while the next one is made; two are in memory. */
async function writePieces(file: FileHandle, pieces: Iterable<string | Uint8Array>): Promise<WrittenFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  let writing: Promise<unknown> = Promise.resolve();
  try {
    for (const piece of pieces) {
      await writing;
      const chunk = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
      writing = writeAll(file, chunk);
      // Awaited before the next piece is written; until then a failure is not unheard of.
      writing.catch(() => undefined);
      hash.update(chunk);
      bytes += chunk.length;
    }
    await writing;
  } catch (error) {
    // The file must not be closed under a write.
    await writing.catch(() => undefined);
    throw error;
  }
  await file.sync();
  return { bytes, sha256: hash.digest('hex') };
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    written += (await file.write(bytes, written, bytes.length - written)).bytesWritten;
  }
}

/** Makes the new name durable. Windows cannot open a folder, and does not need it. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
