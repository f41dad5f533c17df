import { importFiles } from '../../../electron/engine/import/import-files.ts';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import { DEFAULT_IMPORT_OPTIONS } from '../../../shared/api/contract.ts';

/** Imports a folder of small files and is killed after some of them. Arguments: folder, workspace, files. */
const [path = '', workspace = '', files = '1'] = process.argv.slice(2);
const ws = openWorkspace(workspace, { access: 'readwrite', create: true });
const read = new Set<string>();
await importFiles(ws, [{ path, name: 'logs' }], DEFAULT_IMPORT_OPTIONS, {
  throwIfCancelled: () => undefined,
  progress: ({ stage }) => {
    if (stage.startsWith('Reading')) read.add(stage);
    if (read.size >= Number(files)) process.kill(process.pid, 'SIGKILL');
  },
});
