import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, expect } from '@playwright/test';
import { installedElectron } from '../../../electron/hosts/start/electron-binary.ts';
import { privateHome, type TestHost } from './test-host.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** The desktop program over Electron itself. */
export async function startOnElectron(args: readonly string[] = []): Promise<TestHost> {
  const executablePath = installedElectron();
  if (executablePath === null) throw new Error('Electron’s binary is not installed here');
  const home = privateHome();
  const app = await _electron.launch({
    executablePath,
    args: [ROOT, ...args],
    env: { ...(process.env as Record<string, string>), ...home.env },
  });
  const page = await app.firstWindow();

  async function answerDialog(paths: readonly string[] | null): Promise<void> {
    await app.evaluate(({ dialog }, answer) => {
      dialog.showOpenDialog = async () => ({ canceled: answer === null, filePaths: [...(answer ?? [])] });
      dialog.showSaveDialog = async () => ({ canceled: answer === null, filePath: answer?.[0] ?? '' });
    }, paths);
  }

  return {
    page,
    folder: home.folder,
    desktop: null,
    shell: {
      async chooseFiles(paths, press) {
        await answerDialog(paths);
        await press();
      },
      async drop(paths) {
        // Chromium's own input, so that the files have the paths that `webUtils` reads.
        const devtools = await app.context().newCDPSession(page);
        const data = { items: [], files: [...paths], dragOperationsMask: 1 };
        for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
          await devtools.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data });
        }
        await devtools.detach();
      },
      async saveExport(name, press) {
        const path = join(home.folder, name);
        await answerDialog([path]);
        await press();
        await expect.poll(() => existsSync(path)).toBe(true);
        return path;
      },
    },
    async close() {
      await app.close();
      home.remove();
    },
  };
}
