import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { AppError } from '../../../shared/errors.ts';
import { asAppError, naming } from './disk-error.ts';
import { APPLICATION_ID } from './format.ts';

/** Database header: https://sqlite.org/fileformat2.html#the_database_header */
const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';
const PAGE_SIZE_AT = 16;
const USER_VERSION_AT = 60;
const APPLICATION_ID_AT = 68;

/** What the path points at, found without opening it. */
export type FileFact = 'missing' | 'empty' | 'file';

/**
 * Looks at a path without opening it, so that no lock held through another connection is dropped.
 * @throws FILE_UNREADABLE for a folder, a device, or a path that may not be looked at
 */
export function inspectPath(path: string): FileFact {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) {
      throw new AppError('FILE_UNREADABLE', `${path} is a folder. Name a workspace file.`, { path });
    }
    if (!stat.isFile()) {
      throw new AppError('FILE_UNREADABLE', `${path} is not a regular file. Name a workspace file.`, {
        path,
      });
    }
    return stat.size === 0 ? 'empty' : 'file';
  } catch (error) {
    const failure = asAppError(error, `Opening ${path}`);
    if (failure.code === 'FILE_MISSING') return 'missing';
    throw failure;
  }
}

/**
 * Reads the first bytes of a file and refuses what is not a workspace of this program, before SQLite acts on
 * it. Call it only while holding the lock: on POSIX, closing any descriptor of a file drops the locks that
 * this process has on it.
 * @throws WORKSPACE_FOREIGN, WORKSPACE_NEWER, WORKSPACE_DAMAGED, FILE_UNREADABLE
 */
export function checkHeader(path: string, newestVersion: number): void {
  const header = naming(`Opening ${path}`, () => readHead(path));
  if (header.length < HEADER_BYTES || header.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    if (header.length >= HEADER_BYTES && header.readUInt32BE(APPLICATION_ID_AT) === APPLICATION_ID) {
      throw new AppError('WORKSPACE_DAMAGED', `${path} is damaged: its first bytes were overwritten.`, {
        path,
      });
    }
    throw foreign(path, 'it is not a SQLite file');
  }
  checkIdentity(
    path,
    header.readUInt32BE(APPLICATION_ID_AT),
    header.readUInt32BE(USER_VERSION_AT),
    newestVersion,
  );
  const pageSize = header.readUInt16BE(PAGE_SIZE_AT);
  const size = statSync(path).size;
  if (size < (pageSize === 1 ? 65_536 : pageSize)) {
    throw new AppError('WORKSPACE_DAMAGED', `${path} is damaged: it was cut off after ${size} bytes.`, {
      path,
    });
  }
}

/**
 * Refuses another program's database and a later version of ours.
 * @throws WORKSPACE_FOREIGN, WORKSPACE_NEWER
 */
export function checkIdentity(
  path: string,
  applicationId: number,
  version: number,
  newestVersion: number,
): void {
  if (applicationId !== APPLICATION_ID) throw foreign(path, 'it is a database of another program');
  if (version === 0) throw foreign(path, 'it holds no workspace');
  if (version > newestVersion) {
    throw new AppError(
      'WORKSPACE_NEWER',
      `${path} was written by a later version of Trailglass (format ${version}; this one reads up to ${newestVersion}). Update Trailglass to open it.`,
      { path, version, newestVersion },
    );
  }
}

/** A file that is not ours, and why. */
export function foreign(path: string, reason: string): AppError {
  return new AppError(
    'WORKSPACE_FOREIGN',
    `${path} is not a Trailglass workspace: ${reason}. Nothing was changed. To analyse a log, import it into a workspace.`,
    { path },
  );
}

function readHead(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(HEADER_BYTES);
    return head.subarray(0, readSync(file, head, 0, HEADER_BYTES, 0));
  } finally {
    closeSync(file);
  }
}
