import Database from 'better-sqlite3';
import { AppError, type ErrorCode } from '../../../shared/errors.ts';

interface Meaning {
  readonly code: ErrorCode;
  readonly text: string;
}

const FULL: Meaning = {
  code: 'DISK_FULL',
  text: 'the disk is full; what was stored before is kept. Free some space and try again',
};
const FAILED: Meaning = {
  code: 'DISK_ERROR',
  text: 'the disk reported an error; what was stored before is kept. Check the disk, then open the file again',
};
const DENIED: Meaning = {
  code: 'FILE_UNREADABLE',
  text: 'access was refused. Check the permissions of the file and its folder',
};

/** Extended result codes of SQLite, most specific first. https://sqlite.org/rescode.html */
const SQLITE_MEANINGS: readonly (readonly [prefix: string, meaning: Meaning])[] = [
  ['SQLITE_FULL', FULL],
  // The shared-memory file could not be enlarged: on a full disk this comes before SQLITE_FULL.
  ['SQLITE_IOERR_SHMSIZE', FULL],
  ['SQLITE_IOERR', FAILED],
  ['SQLITE_NOTADB', { code: 'WORKSPACE_FOREIGN', text: 'this is not a Trailglass workspace' }],
  [
    'SQLITE_CORRUPT',
    {
      code: 'WORKSPACE_DAMAGED',
      text: 'the file is damaged. Work on a copy and run verify to see what holds',
    },
  ],
  [
    'SQLITE_BUSY',
    { code: 'WORKSPACE_BUSY', text: 'another program is writing to it. Close that program and try again' },
  ],
  [
    'SQLITE_LOCKED',
    { code: 'WORKSPACE_BUSY', text: 'another program is writing to it. Close that program and try again' },
  ],
  ['SQLITE_CANTOPEN', DENIED],
  ['SQLITE_READONLY', DENIED],
  ['SQLITE_PERM', DENIED],
];

/** Error codes of the operating system, as Node names them. */
const SYSTEM_MEANINGS: ReadonlyMap<string, Meaning> = new Map([
  ['ENOSPC', FULL],
  ['EDQUOT', FULL],
  ['EFBIG', FULL],
  ['EIO', FAILED],
  ['EACCES', DENIED],
  ['EPERM', DENIED],
  ['EROFS', { code: 'FILE_UNREADABLE', text: 'the disk is read-only. Copy the file to a writable folder' }],
  ['EISDIR', { code: 'FILE_UNREADABLE', text: 'this is a folder, not a file' }],
  ['EMFILE', { code: 'DISK_ERROR', text: 'too many files are open. Close some and try again' }],
  ['ENOENT', { code: 'FILE_MISSING', text: 'there is no such file' }],
]);

/**
 * Says what an error of SQLite or of the operating system means for the one who sees it. An {@link AppError}
 * is returned as it is; what is not known becomes `INTERNAL`, with the original as its cause.
 * @param what what was being done, with the file: `Writing case.trailglass`
 */
export function asAppError(error: unknown, what: string): AppError {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  const meaning = meaningOf(error, code);
  if (meaning !== undefined) {
    return new AppError(meaning.code, `${what}: ${meaning.text}.`, { cause: code }, error);
  }
  const text = error instanceof Error ? error.message : String(error);
  return new AppError('INTERNAL', `${what}: ${text}`, code === null ? undefined : { cause: code }, error);
}

function meaningOf(error: unknown, code: string | null): Meaning | undefined {
  if (code === null) return undefined;
  if (!(error instanceof Database.SqliteError)) return SYSTEM_MEANINGS.get(code);
  return SQLITE_MEANINGS.find(([prefix]) => code.startsWith(prefix))?.[1];
}

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** Runs a step and names it in whatever it throws. See {@link asAppError}. */
export function naming<T>(what: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw asAppError(error, what);
  }
}
