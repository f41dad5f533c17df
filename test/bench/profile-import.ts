import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { importFiles } from '../../electron/engine/import/import-files.ts';
import { recordSpans, takeSpans } from '../../electron/engine/spans.ts';
import { openWorkspace } from '../../electron/engine/store/open.ts';
import { DEFAULT_IMPORT_OPTIONS } from '../../shared/api/contract.ts';

/** Imports a file with a profile into a new workspace, and prints what that cost: `profile-import FILE PROFILE`. */

/** What an import cost. */
export interface Cost {
  readonly ms: number;
  /** Of all cores. */
  readonly cpuMs: number;
  readonly spans: readonly { name: string; ms: number }[];
}

async function importOnce(path: string, profile: string): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), 'trailglass-profiles-'));
  try {
    recordSpans();
    const before = process.cpuUsage();
    const start = performance.now();
    const workspace = openWorkspace(join(folder, 'own.trailglass'), { access: 'readwrite', create: true });
    const options = { ...DEFAULT_IMPORT_OPTIONS, profile, dateOrder: 'mdy' } as const;
    const { sources } = await importFiles(workspace, [{ path, name: basename(path) }], options, {
      throwIfCancelled: () => undefined,
      progress: () => undefined,
    });
    workspace.close();
    const ms = performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    const [source] = sources;
    if (source?.status !== 'imported') throw new Error(source?.error?.message ?? 'Nothing was imported');
    return { ms, cpuMs: (user + system) / 1_000, spans: takeSpans() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [, , path = '', profile = ''] = process.argv;
process.stdout.write(JSON.stringify(await importOnce(path, profile)));
