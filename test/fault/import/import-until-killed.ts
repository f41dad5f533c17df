import { importFiles } from '../../../electron/engine/import/import-files.ts';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import { DEFAULT_IMPORT_OPTIONS, type ImportOptions } from '../../../shared/api/contract.ts';

/**
 * Imports a file and is killed after some batches, as by a power switch. Arguments: file, workspace, batches, and the
 * choices, as JSON, when it is read again.
 */
const [path = '', workspace = '', batches = '1', again] = process.argv.slice(2);
const ws = openWorkspace(workspace, { access: 'readwrite', create: true });
let left = Number(batches);
const chosen = again === undefined ? {} : (JSON.parse(again) as Partial<ImportOptions>);
const context = {
  throwIfCancelled: () => undefined,
  progress: ({ stage }: { readonly stage: string }) => {
    if (!stage.startsWith('Reading')) return;
    left -= 1;
    if (left <= 0) process.kill(process.pid, 'SIGKILL');
  },
};
await importFiles(
  ws,
  [{ path, name: 'log.csv' }],
  { ...DEFAULT_IMPORT_OPTIONS, ...chosen },
  context,
  again !== undefined,
);
