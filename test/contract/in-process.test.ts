import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openInProcess } from '../../electron/hosts/in-process.ts';
import { contractSuite } from './suite.ts';

contractSuite('in-process host', async (workspace, folder) => {
  const host = openInProcess({ workspace, access: 'readwrite', create: true });
  let exports = 0;
  return {
    connect: async () => host.connect(),
    handleOf: async (path) => host.files.issue(path, 'read').handle,
    async exportTarget() {
      exports += 1;
      const path = join(folder, `export-${exports}`);
      return { handle: host.files.issue(path, 'write').handle, read: () => readFile(path, 'utf8') };
    },
    breakConnections: () => host.close(),
    close: () => host.close(),
  };
});
