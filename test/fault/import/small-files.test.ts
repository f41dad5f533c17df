import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listSources } from '../../../electron/engine/store/sources.ts';
import { verifyWorkspace } from '../../../electron/engine/store/verify.ts';
import type { CallContext } from '../../../shared/api/remote.ts';
import { AppError } from '../../../shared/errors.ts';
import { ImportBench, listener } from '../../engine/import/import-bench.ts';

const FILES = 400;

function folderOf(bench: ImportBench): string {
  mkdirSync(join(bench.folder, 'logs'));
  for (let i = 0; i < FILES; i += 1) {
    const row = `2026-10-01T10:00:00.${String(i).padStart(6, '0')}Z,do${i}`;
    bench.file(`logs/${String(i).padStart(4, '0')}.csv`, `timestamp,action\n${row}\n${row}b\n`);
  }
  return join(bench.folder, 'logs');
}

async function everythingHolds(bench: ImportBench): Promise<void> {
  const { checks } = await verifyWorkspace(bench.ws, listener());
  expect(checks.filter((check) => !check.ok)).toEqual([]);
}

describe('small files that share commits', { timeout: 60_000 }, () => {
  it('are whole or not there at all when the process is killed, and the others follow', async () => {
    const bench = new ImportBench();
    const folder = folderOf(bench);
    bench.ws.close();
    const child = spawn(process.execPath, [
      join(import.meta.dirname, 'import-folder-until-killed.ts'),
      folder,
      bench.ws.path,
      '350',
    ]);
    const [, signal] = await once(child, 'exit');
    expect(signal).toBe('SIGKILL');

    const again = new ImportBench(bench.ws.path);
    const before = listSources(again.ws);
    expect(before.length).toBeLessThan(350);
    for (const source of before) expect(source).toMatchObject({ status: 'imported', read: 2, imported: 2 });
    await everythingHolds(again);
    const sources = await again.job([folder]);
    const statuses = sources.map(({ status }) => status);
    expect(statuses.filter((status) => status === 'already-imported')).toHaveLength(before.length);
    expect(statuses.filter((status) => status === 'imported')).toHaveLength(FILES - before.length);
    expect(again.events()).toHaveLength(2 * FILES);
    await everythingHolds(again);
  });

  it('stay when the job is cancelled, each of those that were read', async () => {
    const bench = new ImportBench();
    const read = new Set<string>();
    const impatient: CallContext = {
      progress: ({ stage }) => void (stage.startsWith('Reading') && read.add(stage)),
      throwIfCancelled: () => {
        if (read.size >= 100) throw new AppError('CANCELLED', 'Cancelled.');
      },
    };
    await expect(bench.job([folderOf(bench)], {}, impatient)).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(bench.ws.db.inTransaction).toBe(false);
    const kept = listSources(bench.ws);
    expect(kept).toHaveLength(100);
    expect(kept.slice(0, 99).every(({ status }) => status === 'imported')).toBe(true);
    await everythingHolds(bench);
    await bench.job([join(bench.folder, 'logs')]);
    expect(bench.events()).toHaveLength(2 * FILES);
    await everythingHolds(bench);
  });
});
