import { importFiles } from '../../../electron/engine/import/import-files.ts';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import { DEFAULT_IMPORT_OPTIONS } from '../../../shared/api/contract.ts';

/** Imports a file and is killed after some batches, as by a power switch. Arguments: file, workspace, batches. */
const [path = '', workspace = '', batches = '1'] = process.argv.slice(2);
const ws = openWorkspace(workspace, { access: 'readwrite', create: true });
let left = Number(batches);
await importFiles(ws, [{ path, name: 'log.csv' }], DEFAULT_IMPORT_OPTIONS, {
  throwIfCancelled: () => undefined,
  progress: ({ stage }) => {
    if (!stage.startsWith('Reading')) return;
    left -= 1;
    if (left <= 0) process.kill(process.pid, 'SIGKILL');
  },
});
