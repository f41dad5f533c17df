import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import {
  beginSource,
  resumeSource,
  type SourceWriter,
} from '../../../electron/engine/store/source-writer.ts';
import { listSources } from '../../../electron/engine/store/sources.ts';
import { verifyWorkspace } from '../../../electron/engine/store/verify.ts';
import type { AppError } from '../../../shared/errors.ts';
import { batchOf, freshFolder, newSource, QUIET, rawBlock, writeLines } from '../../engine/store/fixtures.ts';

const mounted: string[] = [];
afterEach(() => {
  for (const folder of mounted.splice(0)) execFileSync('umount', [folder]);
});

/** A disk of six megabytes; null where mounting is not allowed. */
function tinyDisk(): string | null {
  if (process.platform !== 'linux') return null;
  const folder = freshFolder();
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', folder]);
  if (mount.status !== 0) return null;
  mounted.push(folder);
  return folder;
}

const probe = tinyDisk();
if (probe === null) console.warn('Skipped: a disk of its own cannot be mounted here (needs Linux and root).');
else execFileSync('umount', mounted.splice(0));

/** Writes until the disk refuses; returns the refusal. */
function fill(writer: SourceWriter): AppError {
  for (let batch = 0; batch < 1_000; batch += 1) {
    const lines = Array.from({ length: 100 }, (_, n) => ({
      time: n,
      actor: randomBytes(200).toString('hex'),
    }));
    const stored = writer.state;
    try {
      writeLines(writer, lines);
    } catch (error) {
      expect(writer.state).toEqual(stored);
      return error as AppError;
    }
  }
  throw new Error('The disk never filled up');
}

describe.skipIf(probe === null)('a full disk', () => {
  const disk = () => tinyDisk() ?? expect.fail();

  it('is named; what was stored stays, nothing is half stored, and the import goes on once there is room', async () => {
    const folder = disk();
    const ballast = join(folder, 'ballast');
    writeFileSync(ballast, Buffer.alloc(2_000_000));
    const path = join(folder, 'case.trailglass');
    const ws = openWorkspace(path, { access: 'readwrite', create: true });
    const writer = beginSource(ws, newSource());
    const refusal = fill(writer);
    expect(refusal).toMatchObject({
      code: 'DISK_FULL',
      message: expect.stringContaining('the disk is full'),
    });
    expect(ws.db.inTransaction).toBe(false);
    const { read } = writer.state;
    expect(read).toBeGreaterThan(100);
    expect(ws.db.prepare('SELECT count(*) FROM event').pluck().get()).toBe(read);
    ws.close();

    rmSync(ballast);
    const again = openWorkspace(path, { access: 'readwrite' });
    expect(listSources(again)).toMatchObject([{ status: 'interrupted', read, imported: read }]);
    writeLines(resumeSource(again, 1), [{ actor: 'after' }]);
    const report = await verifyWorkspace(again, QUIET);
    expect(report.checks.filter((check) => !check.ok)).toEqual([]);
    expect(report.events).toBe(read + 1);
    again.close();
  });

  it('leaves no half of a new workspace', () => {
    const folder = disk();
    writeFileSync(join(folder, 'ballast'), Buffer.alloc(6 * 1024 * 1024 - 40_000));
    const path = join(folder, 'case.trailglass');
    expect(() => openWorkspace(path, { access: 'readwrite', create: true })).toThrow(
      expect.objectContaining({ code: 'DISK_FULL' }),
    );
    expect(() => openWorkspace(path, { access: 'readwrite' })).toThrow(
      expect.objectContaining({ code: 'WORKSPACE_MISSING' }),
    );
  });

  it('refuses a batch larger than the disk and takes a small one after it', () => {
    const ws = openWorkspace(join(disk(), 'case.trailglass'), { access: 'readwrite', create: true });
    const writer = beginSource(ws, newSource());
    const huge = { ...batchOf(writer, []), rawBlocks: [rawBlock(randomBytes(9_000_000), 0, 'none')] };
    expect(() => writer.write(huge)).toThrow(expect.objectContaining({ code: 'DISK_FULL' }));
    writeLines(writer, [{ actor: 'small' }]);
    expect(writer.state.read).toBe(1);
    ws.close();
  });
});
