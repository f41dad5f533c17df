import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { exportEvents } from '../../../electron/engine/export/export-events.ts';
import { createColumnQueryEngine } from '../../../electron/engine/query/column-query-engine.ts';
import { NEWEST_FIRST } from '../../../shared/api/contract.ts';
import { EMPTY_FILTER } from '../../../shared/filter/filter.ts';
import { writeEvents } from '../query/dataset.ts';
import { freshFolder, freshWorkspace } from '../store/fixtures.ts';
import { quiet } from './export-fixtures.ts';

const mounts: string[] = [];
afterEach(() => {
  for (const folder of mounts.splice(0)) spawnSync('umount', [folder]);
});

/** A disk of 256 KiB; null where this account may not mount one. */
function smallDisk(): string | null {
  const folder = freshFolder();
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder]);
  if (mount.status !== 0) return null;
  mounts.push(folder);
  return folder;
}

describe('an export to a full disk', () => {
  it('fails with one line, keeps the old file and leaves no other', async ({ skip }) => {
    const folder = smallDisk();
    if (folder === null) return skip('mounting a small disk needs root');
    const path = join(folder, 'out.csv');
    writeFileSync(path, 'before');
    const ws = freshWorkspace();
    const event = { fields: { resource: 'x'.repeat(500) }, extra: [] };
    writeEvents(
      ws,
      Array.from({ length: 2_000 }, () => event),
    );
    const request = { filter: EMPTY_FILTER, sort: NEWEST_FIRST, format: 'csv', path } as const;
    await expect(exportEvents(ws, createColumnQueryEngine(ws), request, quiet)).rejects.toMatchObject({
      code: 'DISK_FULL',
      message: expect.stringContaining(path),
    });
    expect(readFileSync(path, 'utf8')).toBe('before');
    expect(readdirSync(folder)).toEqual(['out.csv']);
  });
});
