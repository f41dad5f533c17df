import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DOWNLOAD = fileURLToPath(new URL('./download-electron.ts', import.meta.url));

/** A download that shows no sign of life for this long is given up. */
const SILENCE_MS = 8_000;

/** Where Electron's binary is, or why it cannot be had. */
export type ElectronBinary = { readonly path: string } | { readonly path: null; readonly reason: string };

/** Finds Electron's binary, downloading it the first time where that is possible. */
export async function findElectron(env: NodeJS.ProcessEnv = process.env): Promise<ElectronBinary> {
  const found = installedElectron(env);
  if (found !== null) return { path: found };
  if (env['CI']) return { path: null, reason: 'The Electron binary is not installed here.' };
  console.log('Downloading Electron, once.');
  const problem = await download();
  const downloaded = installedElectron(env);
  if (downloaded !== null) return { path: downloaded };
  return { path: null, reason: `The Electron binary cannot be had (${problem}).` };
}

/** The installed binary, or null. Electron itself reads the same places. */
export function installedElectron(env: NodeJS.ProcessEnv = process.env): string | null {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  const elsewhere = env['ELECTRON_OVERRIDE_DIST_PATH'];
  const path = join(elsewhere ?? join(folder, 'dist'), name);
  return existsSync(path) ? path : null;
}

/** Returns what went wrong; empty when nothing did. */
function download(): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [DOWNLOAD], { stdio: ['ignore', 'pipe', 'pipe'] });
    let problem = '';
    const giveUp = (): void => {
      problem = 'its download does not answer';
      child.kill();
    };
    let silence = setTimeout(giveUp, SILENCE_MS);
    child.stdout.on('data', () => {
      clearTimeout(silence);
      silence = setTimeout(giveUp, SILENCE_MS);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      problem = `its download failed: ${text.trim()}`;
    });
    child.on('close', () => {
      clearTimeout(silence);
      resolve(problem);
    });
  });
}
