import { ipcRenderer, webUtils } from 'electron';
import type { DroppedFile, ShellApi, ShellCommand } from '../../shared/api/shell.ts';
import { type Answer, ASK, type AskChannel, RECEIVE } from './channels.ts';

/** The shell as the page sees it. A refusal rejects with an `Error` whose message is for people. */
export function createShell(): ShellApi {
  return {
    info: () => ask(ASK.info),
    pickLogs: () => ask(ASK.pickLogs),
    pickView: () => ask(ASK.pickView),
    takeDropped: (files) => ask(ASK.takeDropped, files.map(pathOf)),
    sampleLogs: () => ask(ASK.sampleLogs),
    pickExportTarget: (suggestedName, format) => ask(ASK.pickExportTarget, { suggestedName, format }),
    deliverExport: (target) => ask(ASK.deliverExport, target.handle),
    newWorkspace: () => ask(ASK.newWorkspace),
    openWorkspace: () => ask(ASK.openWorkspace),
    onCommand(listen) {
      const received = (_event: unknown, command: ShellCommand): void => listen(command);
      ipcRenderer.on(RECEIVE.command, received);
      return () => void ipcRenderer.off(RECEIVE.command, received);
    },
  };
}

async function ask<T>(channel: AskChannel, arg: unknown = null): Promise<T> {
  const answer = (await ipcRenderer.invoke(channel, arg)) as Answer;
  if (answer.ok) return answer.value as T;
  throw new Error(answer.error.message);
}

/** Where a dropped file lies; empty for a `File` that a page made up, which the main process then refuses. */
function pathOf(file: DroppedFile): string {
  return webUtils.getPathForFile(file as File);
}
