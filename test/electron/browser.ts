import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page, type Request, type Route } from 'playwright-core';
import { CHROMIUM_ARGS, findChromium } from '../e2e/chromium.ts';
import { answerRequest } from './requests.ts';
import { contentsOf } from './web-contents.ts';

let context: BrowserContext | null = null;

/**
 * Starts Chromium on a profile of its own, with the switches the main process appended.
 * @returns the address at which a test can connect to it
 */
export async function startBrowser(
  profile: string,
  switches: readonly { name: string; value: string | undefined }[],
): Promise<string> {
  const appended = switches.map(({ name, value }) =>
    value === undefined ? `--${name}` : `--${name}=${value}`,
  );
  context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: true,
    chromiumSandbox: process.getuid?.() !== 0,
    args: [...CHROMIUM_ARGS, ...appended, '--remote-debugging-port=0'],
    viewport: null,
  });
  await context.route('**/*', answer);
  context.on('page', (page) => void denyPopup(page));
  const [port] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8')).split('\n');
  return `http://127.0.0.1:${port}`;
}

/** Addresses that the main process let through to the network. The double never fetches them. */
export const unansweredAddresses: string[] = [];

/** A page for a window; the first window takes the one Chromium opened with. */
export async function openPage(): Promise<Page> {
  if (context === null) throw new Error('A window can only be opened after app is ready');
  const idle = context.pages().find((page) => contentsOf(page) === null);
  opening += 1;
  try {
    const page = idle ?? (await context.newPage());
    page.on('websocket', (socket) => unansweredAddresses.push(socket.url()));
    return page;
  } finally {
    opening -= 1;
  }
}

export async function closeBrowser(): Promise<void> {
  await context?.close();
}

/** Pages being opened by the main process: not popups. */
let opening = 0;

async function answer(route: Route, request: Request): Promise<void> {
  const outcome = await answerRequest(request);
  if (outcome === 'unanswered') unansweredAddresses.push(request.url());
  if (typeof outcome === 'string') await route.abort(outcome === 'stay' ? 'aborted' : 'blockedbyclient');
  else await route.fulfill(outcome);
}

/** A page asked for a window: the main process decides, and the double only knows how to be refused. */
async function denyPopup(page: Page): Promise<void> {
  if (opening > 0 || contentsOf(page) !== null) return;
  const opener = await page.opener();
  const contents = opener === null ? null : contentsOf(opener);
  if (contents === null) return;
  contents.askForWindow(page.url());
  await page.close();
}
