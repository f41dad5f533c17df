import { randomUUID } from 'node:crypto';
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import packageFacts from '../../../package.json' with { type: 'json' };
import { AppError } from '../../../shared/errors.ts';
import { raw, sql } from '../sql.ts';
import { asAppError } from './disk-error.ts';
import { APPLICATION_ID, type META_KEYS, PAGE_SIZE } from './format.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { execute } from './run-sql.ts';

/**
 * Creates an empty workspace. It is built aside and put in place whole, so a killed program leaves no half
 * of one, and a file that is already there is never written over; only a file of no bytes is replaced.
 * @throws FILE_EXISTS, FILE_MISSING when the folder does not exist, FILE_UNREADABLE, DISK_FULL
 */
export function createWorkspaceFile(path: string, createdAt: Date, replaceEmpty: boolean): void {
  const folder = dirname(path);
  if (!existsSync(folder)) {
    throw new AppError(
      'FILE_MISSING',
      `Creating ${path}: the folder ${folder} does not exist. Make it first, or choose another.`,
      { path, folder },
    );
  }
  const aside = `${path}.new-${randomUUID()}`;
  try {
    writeFileSync(aside, emptyWorkspace(createdAt), { flag: 'wx', flush: true });
    putInPlace(aside, path, replaceEmpty);
    syncFolder(folder);
  } catch (error) {
    throw asAppError(error, `Creating ${path}`);
  } finally {
    rmSync(aside, { force: true });
  }
}

/** The bytes of a workspace without events. */
function emptyWorkspace(createdAt: Date): Buffer {
  const db = new Database(':memory:');
  try {
    db.pragma(`page_size = ${PAGE_SIZE}`);
    for (const step of MIGRATIONS) db.exec(raw(step).text);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${MIGRATIONS.length}`);
    const meta: Record<(typeof META_KEYS)[number], string> = {
      workspaceId: randomUUID(),
      createdAt: createdAt.toISOString(),
      createdBy: `${packageFacts.name} ${packageFacts.version}`,
    };
    for (const [key, value] of Object.entries(meta)) {
      execute(db, sql`INSERT INTO meta (key, value) VALUES (${key}, ${value})`);
    }
    return db.serialize();
  } finally {
    db.close();
  }
}

function putInPlace(aside: string, path: string, replaceEmpty: boolean): void {
  if (replaceEmpty) {
    renameSync(aside, path);
    return;
  }
  try {
    linkSync(aside, path);
  } catch (error) {
    if (isExisting(error)) throw exists(path, error);
    // Some file systems have no hard links.
    copyWithoutReplacing(aside, path);
  }
}

function copyWithoutReplacing(aside: string, path: string): void {
  try {
    copyFileSync(aside, path, constants.COPYFILE_EXCL);
  } catch (error) {
    throw isExisting(error) ? exists(path, error) : error;
  }
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

function exists(path: string, cause: unknown): AppError {
  return new AppError(
    'FILE_EXISTS',
    `Creating ${path}: a file of that name is already there.`,
    { path },
    cause,
  );
}

/** Makes the new directory entry survive a power cut. Windows cannot open folders and needs no such step. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, constants.O_RDONLY);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
