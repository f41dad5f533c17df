import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineThreads } from '../../electron/hosts/threads/engine-threads.ts';
import { createPortPair, type PortPair } from '../../shared/api/port-pair.ts';
import { serve } from '../../shared/api/serve.ts';
import { contractSuite } from './suite.ts';

contractSuite('worker-thread host', async (workspace, folder) => {
  const threads = new EngineThreads();
  await threads.open(workspace, { create: true });
  const pairs: PortPair[] = [];
  let exports = 0;
  return {
    async connect() {
      const ports = createPortPair();
      serve(ports.server, threads);
      pairs.push(ports);
      return ports.client;
    },
    handleOf: async (path) => threads.issue(path, 'read').handle,
    async exportTarget() {
      exports += 1;
      const path = join(folder, `export-${exports}`);
      return { handle: threads.issue(path, 'write').handle, read: () => readFile(path, 'utf8') };
    },
    async breakConnections() {
      for (const pair of pairs) pair.close();
    },
    close: () => threads.close(),
  };
});
