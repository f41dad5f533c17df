import { toWireError } from '../../shared/errors.ts';
import { defaultWorkspace } from './default-workspace.ts';
import { ensureBuilt } from './start/build.ts';
import { runDesktop } from './start/desktop.ts';
import { findElectron } from './start/electron-binary.ts';
import { readStartOptions, type StartOptions } from './start/options.ts';
import { serveInBrowser } from './start/serve.ts';
import { desktopObstacle } from './start/surroundings.ts';

/**
 * `npm start [-- [WORKSPACE] [--no-open] [--port N] [--browser]]`: opens the desktop window, or says in one line why
 * it cannot and serves the same program to the browser.
 */
async function main(): Promise<number> {
  const options = readStartOptions(process.argv.slice(2), process.cwd());
  ensureBuilt();
  const obstacle = options.browser ? null : await openDesktop(options);
  if (obstacle === 'ran') return 0;
  if (obstacle !== null) console.log(`${obstacle} Serving Trailglass to the browser instead.`);

  const workspace = options.workspace ?? defaultWorkspace();
  await serveInBrowser(workspace, options);
  return 0;
}

/** Runs the desktop program to its end. Returns `ran`, or why there was no window. */
async function openDesktop(options: StartOptions): Promise<string> {
  const obstacle = desktopObstacle();
  if (obstacle !== null) return obstacle;
  const electron = await findElectron();
  if (electron.path === null) return electron.reason;
  return runDesktop(electron.path, options.workspace);
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    const { code, message } = toWireError(error);
    console.error(`trailglass: ${message}`);
    process.exit(code === 'INTERNAL' ? 3 : 2);
  },
);
