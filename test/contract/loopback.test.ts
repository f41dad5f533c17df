import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { startLoopback } from '../../electron/hosts/loopback/start-loopback.ts';
import type { PickedFile } from '../../shared/api/shell.ts';
import { enterLoopback } from '../support/loopback-browser.ts';
import { contractSuite } from './suite.ts';

contractSuite('loopback host', async (workspace) => {
  const host = await startLoopback({ workspace, create: true });
  const browser = await enterLoopback(host.url);
  return {
    connect: () => browser.connect(),
    async handleOf(path) {
      const response = await browser.request(`/files?name=${encodeURIComponent(basename(path))}`, {
        method: 'POST',
        body: await readFile(path),
      });
      return ((await response.json()) as PickedFile).handle;
    },
    async exportTarget() {
      const response = await browser.request('/exports?name=events.csv&format=csv', { method: 'POST' });
      const { handle } = (await response.json()) as PickedFile;
      const read = async () => {
        const download = await browser.request(`/files/${handle}`);
        return Buffer.from(await download.arrayBuffer()).toString(); // text() would drop the byte order mark
      };
      return { handle, read };
    },
    breakConnections: () => host.close(),
    close: () => host.close(),
  };
});
