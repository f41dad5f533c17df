import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listSampleLogs } from '../../electron/hosts/sample-logs.ts';
import { CLI_ENTRY } from '../cli/run.ts';

const WORKSPACE = fileURLToPath(
  new URL('../../node_modules/.cache/trailglass/e2e/samples.trailglass', import.meta.url),
);

/** Imports the sample logs once for all specs; each that looks at them gets a copy of the workspace. */
export function makeSampleWorkspace(): void {
  rmSync(dirname(WORKSPACE), { recursive: true, force: true });
  mkdirSync(dirname(WORKSPACE), { recursive: true });
  const paths = listSampleLogs().map(({ path }) => path);
  execFileSync(process.execPath, [CLI_ENTRY, 'import', ...paths, '-w', WORKSPACE]);
}

/** A copy of the workspace of the sample logs, in a folder of its own. */
export function copyOfSampleWorkspace(): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'trailglass-samples-'));
  const path = join(folder, 'samples.trailglass');
  copyFileSync(WORKSPACE, path);
  return { path, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}
