import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** A program that fails sooner than this has not shown a window. */
const STARTED_AFTER_MS = 5_000;

/** Runs the desktop program to its end. Returns `ran`, or why it did not start. */
export function runDesktop(electron: string, workspace: string | null): Promise<string> {
  return new Promise((resolve) => {
    const startedAt = Date.now();
    const args = workspace === null ? [ROOT] : [ROOT, workspace];
    const child = spawn(electron, args, { stdio: 'inherit' });
    child.once('error', (error) => resolve(`Electron did not start (${error.message}).`));
    child.once('exit', (code, signal) => {
      const failed = code !== 0 && signal === null && Date.now() - startedAt < STARTED_AFTER_MS;
      resolve(failed ? `Electron did not start (exit status ${code}).` : 'ran');
    });
  });
}
