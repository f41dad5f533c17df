import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { launchDouble } from '../../electron/launch.ts';
import { PATHS_KEY } from '../../electron/page-side.ts';
import { dropFiles, pathsByName } from './drop-files.ts';
import { privateHome, type TestHost } from './test-host.ts';

/** The desktop program over the double. */
export async function startOnDouble(args: readonly string[] = []): Promise<TestHost> {
  const home = privateHome();
  const app = launchDouble({ args, env: home.env });
  const page = (await app.firstWindow()) as Page;
  const { control } = app;
  return {
    page,
    folder: home.folder,
    desktop: control,
    shell: {
      async chooseFiles(paths, press) {
        await control.answerDialog(paths);
        await press();
      },
      async drop(paths) {
        await page.evaluate(([key, byName]) => Object.assign(globalThis, { [key]: byName }), [
          PATHS_KEY,
          pathsByName(paths),
        ] as const);
        await dropFiles(page, paths);
      },
      async saveExport(name, press) {
        const path = join(home.folder, name);
        await control.answerDialog([path]);
        await press();
        await expect.poll(async () => (await control.revealed()).includes(path)).toBe(true);
        expect(existsSync(path)).toBe(true);
        return path;
      },
    },
    async close() {
      await app.close();
      home.remove();
    },
  };
}
