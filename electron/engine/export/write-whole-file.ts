import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../../shared/errors.ts';
import { asAppError } from '../store/disk-error.ts';

/** What a file came to. */
export interface WrittenFile {
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/**
 * Writes a file that is there whole or not at all. The text goes to a temporary file beside the target, is
 * flushed to the disk and then takes the target's name; when anything fails, or the source of the text throws,
 * the temporary file is removed and the target is what it was.
 * @param chunks asked for only as fast as the disk takes them
 * @throws FILE_MISSING (the folder), FILE_UNREADABLE, DISK_FULL, DISK_ERROR, and whatever `chunks` throws
 */
export async function writeWholeFile(path: string, chunks: Iterable<string>): Promise<WrittenFile> {
  const what = `Writing ${path}`;
  await refuseFolder(path, what);
  const temporary = join(dirname(path), `.trailglass-${randomBytes(8).toString('hex')}.part`);
  const file = await open(temporary, 'wx').catch((error: unknown) => {
    throw folderError(error, path, what);
  });
  try {
    const written = await writeChunks(file, chunks);
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

async function writeChunks(file: FileHandle, chunks: Iterable<string>): Promise<WrittenFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* measured(): AsyncGenerator<Buffer> {
    for (const chunk of chunks) {
      const buffer = Buffer.from(chunk, 'utf8');
      hash.update(buffer);
      bytes += buffer.length;
      yield buffer;
    }
  }
  await pipeline(measured(), file.createWriteStream({ flush: true }));
  return { bytes, sha256: hash.digest('hex') };
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
