import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LoopbackHost, startLoopback } from '../../electron/hosts/loopback/start-loopback.ts';
import type { ImportReport } from '../../shared/domain/source.ts';
import { AUDIT_CSV, writeLog } from '../contract/tiny-logs.ts';
import { CHROMIUM_ARGS, lookForChromium } from '../e2e/chromium.ts';

/* What a real browser does with the headers, the cookie and the checks of the loopback host. */

const executablePath = lookForChromium();
if (executablePath === null) console.warn('loopback-browser.test.ts is skipped: no Chromium was found.');

/** The shell and the client on a page of their own, driven by the tests. */
const PAGE_SCRIPT = `
import { createClient } from '${fileURLToPath(new URL('../../shared/api/client.ts', import.meta.url))}';
import { connectLoopback } from '${fileURLToPath(new URL('../../renderer/shell/loopback-port.ts', import.meta.url))}';
import { createLoopbackShell } from '${fileURLToPath(new URL('../../renderer/shell/loopback-shell.ts', import.meta.url))}';
const client = createClient(await connectLoopback());
Object.assign(globalThis, { trailglass: { engine: client.engine, shell: createLoopbackShell() } });
`;

/** As much of the page's global as the tests use; the code runs in the page, where types do not reach. */
interface PageGlobal {
  readonly trailglass: {
    readonly engine: Record<string, (arg: unknown) => Promise<unknown>>;
    readonly shell: Record<string, (...args: unknown[]) => Promise<unknown>>;
  };
}

describe.skipIf(executablePath === null)('a browser at the loopback host', () => {
  let folder: string;
  let host: LoopbackHost;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let foreign: Server;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trailglass-browser-'));
    const rendererDir = await buildPage(folder);
    host = await startLoopback({ workspace: join(folder, 'case.trailglass'), create: true, rendererDir });
    foreign = createServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>a foreign page</p>');
    });
    await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: [...CHROMIUM_ARGS] });
    context = await browser.newContext();
    page = await context.newPage();
    await page.goto(host.url);
    await page.waitForFunction(() => 'trailglass' in globalThis);
  });

  afterAll(async () => {
    await browser?.close();
    foreign?.close();
    await host?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is led to the page, without the token in the address', () => {
    expect(page.url()).toBe(`http://127.0.0.1:${host.port}/`);
  });

  it('uploads, imports, exports and downloads', async () => {
    const log = writeLog(folder, 'audit.csv', AUDIT_CSV);
    const chooser = page.waitForEvent('filechooser');
    const importing = page.evaluate(async () => {
      const { engine, shell } = (globalThis as unknown as PageGlobal).trailglass;
      const files = (await shell['pickLogs']?.()) as { handle: string }[];
      const options = { profile: null, timezone: 'UTC', dateOrder: null, tenant: null };
      return engine['importFiles']?.({ files: files.map(({ handle }) => handle), options });
    });
    await (await chooser).setFiles(log);
    const report = (await importing) as ImportReport;
    expect(report.sources).toMatchObject([{ name: 'audit.csv', status: 'imported', read: 3 }]);

    const download = page.waitForEvent('download');
    await page.evaluate(async () => {
      const { engine, shell } = (globalThis as unknown as PageGlobal).trailglass;
      const target = (await shell['pickExportTarget']?.('out.csv', 'csv')) as { handle: string };
      const filter = { time: { preset: 'all', zone: 'UTC', from: null, to: null }, chips: [] };
      const sort = { field: 'time', descending: true };
      await engine['exportEvents']?.({ filter, sort, format: 'csv', target: target.handle });
      await shell['deliverExport']?.(target);
    });
    const file = await download;
    expect(file.suggestedFilename()).toBe('out.csv');
    expect(await file.failure()).toBeNull();
  });

  it('is kept from everything that is not the host', async () => {
    const { port } = foreign.address() as AddressInfo;
    const refused = await page.evaluate(
      (address) =>
        fetch(address).then(
          () => 'answered',
          (error: unknown) => String(error),
        ),
      `http://127.0.0.1:${port}/`,
    );
    expect(refused).toContain('TypeError');
    const injected = await page.evaluate(() => {
      const script = document.createElement('script');
      try {
        script.textContent = 'globalThis.injected = true';
        document.body.append(script);
        document.body.innerHTML = '<img src=x onerror="globalThis.injected = true">';
      } catch {
        // Trusted Types refuse the text itself
      }
      return 'injected' in globalThis;
    });
    expect(injected).toBe(false);
  });

  it.each(['127.0.0.1', 'localhost'])('is not used by a page of another server on %s', async (name) => {
    const { port } = foreign.address() as AddressInfo;
    const other = await context.newPage();
    await other.goto(`http://${name}:${port}/`);
    const outcome = await other.evaluate(async (target) => {
      const reach = (path: string, options: RequestInit) =>
        fetch(`http://${target}${path}`, options).then(
          async (response) => `${response.status} ${(await response.text()).slice(0, 20)}`,
          () => 'refused',
        );
      const socket = new Promise((resolve) => {
        const opened = new WebSocket(`ws://${target}/engine`);
        opened.onopen = () => resolve('opened');
        opened.onerror = () => resolve('refused');
      });
      return [
        await reach('/info', { credentials: 'include' }),
        await reach('/samples', { method: 'POST', credentials: 'include' }),
        await reach('/files?name=a.csv', { method: 'POST', credentials: 'include', body: 'x' }),
        await socket,
      ];
    }, `127.0.0.1:${host.port}`);
    expect(outcome).toEqual(['refused', 'refused', 'refused', 'refused']);
    const [framed] = await Promise.all([
      other.waitForResponse((response) => response.url().startsWith(`http://127.0.0.1:${host.port}`)),
      other.evaluate((target) => {
        const frame = document.createElement('iframe');
        frame.src = `http://${target}/`;
        document.body.append(frame);
      }, `127.0.0.1:${host.port}`),
    ]);
    expect(framed.status()).toBe(403);
    await other.close();
  });

  it('is let in from a click on a page elsewhere', async () => {
    const second = await startLoopback({
      workspace: join(folder, 'second.trailglass'),
      create: true,
      rendererDir: join(folder, 'page'),
    });
    const other = await context.newPage();
    await other.goto(`http://localhost:${(foreign.address() as AddressInfo).port}/`);
    await other.evaluate((address) => {
      const link = document.createElement('a');
      link.href = address;
      document.body.append(link);
      link.click();
    }, second.url);
    await other.waitForFunction(() => 'trailglass' in globalThis);
    expect(other.url()).toBe(`http://127.0.0.1:${second.port}/`);
    await second.close();
  });
});

/** Bundles the page of the tests and returns its folder. */
async function buildPage(folder: string): Promise<string> {
  const root = join(folder, 'source');
  const outDir = join(folder, 'page');
  mkdirSync(root);
  writeFileSync(
    join(root, 'index.html'),
    '<!doctype html><body><script type="module" src="./page.js"></script>',
  );
  writeFileSync(join(root, 'page.js'), PAGE_SCRIPT);
  await build({
    root,
    logLevel: 'warn',
    configFile: false,
    build: { outDir, emptyOutDir: true, target: 'esnext', modulePreload: { polyfill: false } },
    resolve: { preserveSymlinks: true },
  });
  return outDir;
}
