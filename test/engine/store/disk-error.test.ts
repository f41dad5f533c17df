import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { asAppError } from '../../../electron/engine/store/disk-error.ts';
import { AppError } from '../../../shared/errors.ts';
import { freshFolder } from './fixtures.ts';

function thrownBy(step: () => unknown): unknown {
  try {
    step();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown');
}

describe('what an error means', () => {
  it.each([
    ['SQLITE_FULL', 'DISK_FULL'],
    ['SQLITE_IOERR_SHMSIZE', 'DISK_FULL'],
    ['SQLITE_IOERR_WRITE', 'DISK_ERROR'],
    ['SQLITE_IOERR_FSYNC', 'DISK_ERROR'],
    ['SQLITE_IOERR_SHMOPEN', 'DISK_ERROR'],
    ['SQLITE_IOERR', 'DISK_ERROR'],
    ['SQLITE_NOTADB', 'WORKSPACE_FOREIGN'],
    ['SQLITE_CORRUPT', 'WORKSPACE_DAMAGED'],
    ['SQLITE_CORRUPT_INDEX', 'WORKSPACE_DAMAGED'],
    ['SQLITE_BUSY', 'WORKSPACE_BUSY'],
    ['SQLITE_BUSY_SNAPSHOT', 'WORKSPACE_BUSY'],
    ['SQLITE_CANTOPEN', 'FILE_UNREADABLE'],
    ['SQLITE_READONLY', 'FILE_UNREADABLE'],
    ['SQLITE_CONSTRAINT_NOTNULL', 'INTERNAL'],
  ])('%s is %s', (code, expected) => {
    const error = new Database.SqliteError('text of SQLite', code);
    const failure = asAppError(error, 'Writing case.trailglass');
    expect(failure.code).toBe(expected);
    expect(failure.message).toMatch(/^Writing case\.trailglass: [^\n]+$/);
    expect(failure.details).toEqual({ cause: code });
    expect(failure.cause).toBe(error);
  });

  it('is known for errors of the operating system', () => {
    const folder = freshFolder();
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'file'), '');
    const missing = thrownBy(() => readFileSync(join(folder, 'gone')));
    expect(asAppError(missing, 'Reading gone')).toMatchObject({
      code: 'FILE_MISSING',
      message: 'Reading gone: there is no such file.',
    });
    expect(
      asAppError(
        thrownBy(() => readFileSync(join(folder, 'sub'))),
        'Reading sub',
      ).code,
    ).toBe('FILE_UNREADABLE');
  });

  it('is left alone when it was said before, and kept when it is not known', () => {
    const said = new AppError('CANCELLED', 'Cancelled');
    expect(asAppError(said, 'Writing x')).toBe(said);
    expect(asAppError(new TypeError('x is not a function'), 'Writing x')).toMatchObject({
      code: 'INTERNAL',
      message: 'Writing x: x is not a function',
    });
  });
});
