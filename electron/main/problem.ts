import { app, type BrowserWindow, dialog } from 'electron';
import { toWireError } from '../../shared/errors.ts';

/** Shows what went wrong, in one dialog, in words for people. Resolves when it has been read. */
export async function showProblem(what: string, error: unknown, window?: BrowserWindow): Promise<void> {
  const options = {
    type: 'error' as const,
    title: 'Trailglass',
    message: what,
    detail: toWireError(error).message,
    buttons: ['OK'],
    noLink: true,
  };
  if (window === undefined) await dialog.showMessageBox(options);
  else await dialog.showMessageBox(window, options);
}

/** The end of the program when it cannot go on. Works before Electron is ready; never shows a stack trace. */
export function endWith(what: string, error: unknown): void {
  if (!app.isPackaged) console.error(error);
  dialog.showErrorBox('Trailglass', `${what}\n\n${toWireError(error).message}`);
  app.exit(3);
}
