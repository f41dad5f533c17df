import { createRequire } from 'node:module';
import { defaultWorkspace } from '../default-workspace.ts';
import { ensureBuilt } from './build.ts';
import { runDesktop } from './desktop.ts';
import { findElectron } from './electron-binary.ts';
import { readStartOptions, type StartOptions } from './options.ts';
import { desktopObstacle } from './surroundings.ts';

/**
 * `npm start [-- [WORKSPACE] [--no-open] [--port N] [--browser]]`: opens the desktop window, or says in one line why
 * it cannot and serves the same program to the browser.
 */
export async function runStart(): Promise<number> {
  const options = readStartOptions(process.argv.slice(2), process.cwd());
  ensureBuilt();
  const obstacle = options.browser ? null : await openDesktop(options);
  if (obstacle === 'ran') return 0;
  if (obstacle !== null) console.log(`${obstacle} Serving Trailglass to the browser instead.`);

  const workspace = options.workspace ?? defaultWorkspace();
  const { serveInBrowser } = builtServer();
  await serveInBrowser(workspace, options);
  return 0;
}

/** The bundled program starts in a quarter of the time that its sources take. */
function builtServer(): typeof import('./serve.ts') {
  return createRequire(import.meta.url)('../../../out/main/serve.js');
}

/** Runs the desktop program to its end. Returns `ran`, or why there was no window. */
async function openDesktop(options: StartOptions): Promise<string> {
  const obstacle = desktopObstacle();
  if (obstacle !== null) return obstacle;
  const electron = await findElectron();
  if (electron.path === null) return electron.reason;
  return runDesktop(electron.path, options.workspace);
}
