import { basename } from 'node:path';
import { importFiles } from '../../electron/engine/import/import-files.ts';
import { openWorkspace } from '../../electron/engine/store/open.ts';
import { DEFAULT_IMPORT_OPTIONS } from '../../shared/api/contract.ts';

/**
 * Imports one file into a new workspace in a process of its own and prints `{ms, peakRssBytes, imported}`.
 * Arguments: file, workspace. Time covers opening, importing and closing; not the start of Node.
 */
const [file = '', workspacePath = ''] = process.argv.slice(2);
const start = performance.now();
const workspace = openWorkspace(workspacePath, { access: 'readwrite', create: true });
const report = await importFiles(workspace, [{ path: file, name: basename(file) }], DEFAULT_IMPORT_OPTIONS, {
  throwIfCancelled: () => undefined,
  progress: () => undefined,
});
workspace.close();
const ms = performance.now() - start;
const [source] = report.sources;
if (source === undefined || source.status !== 'imported') {
  throw new Error(source?.error?.message ?? 'Nothing was imported');
}
const peakRssBytes = process.resourceUsage().maxRSS * 1024;
process.stdout.write(JSON.stringify({ ms, peakRssBytes, imported: source.imported }));
