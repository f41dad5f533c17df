import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from '../chromium.ts';
import { dropFiles } from './drop-files.ts';
import { privateHome, type TestHost } from './test-host.ts';

const START = fileURLToPath(new URL('../../../electron/hosts/start.ts', import.meta.url));

/** The program in a browser, started as a user starts it. */
export async function startOnLoopback(args: readonly string[] = []): Promise<TestHost> {
  const home = privateHome();
  const server = spawn(process.execPath, [START, '--browser', '--no-open', ...args], {
    env: { ...process.env, NODE_OPTIONS: '', ...home.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  // A test that is cut short must not leave the program running.
  const endServer = (): void => void server.kill('SIGTERM');
  process.once('exit', endServer);
  const url = await addressIn(server.stdout);
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_ARGS] });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, acceptDownloads: true });
  await page.goto(url);
  return {
    page,
    folder: home.folder,
    desktop: null,
    shell: {
      async chooseFiles(paths, press) {
        const chooser = page.waitForEvent('filechooser');
        await press();
        if (paths !== null) await (await chooser).setFiles([...paths]);
      },
      drop: (paths) => dropFiles(page, paths),
      async saveExport(name, press) {
        const download = page.waitForEvent('download');
        await press();
        const path = join(home.folder, name);
        await (await download).saveAs(path);
        return path;
      },
    },
    async close() {
      await browser.close();
      endServer();
      await ended;
      process.off('exit', endServer);
      home.remove();
    },
  };
}

/** The address the program prints. */
async function addressIn(output: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const part of output) {
    text += String(part);
    const url = /http:\/\/127\.0\.0\.1:\d+\S*/.exec(text)?.[0];
    if (url !== undefined && text.endsWith('\n')) {
      output.resume();
      return url;
    }
  }
  throw new Error(`The loopback host printed no address: ${text}`);
}
