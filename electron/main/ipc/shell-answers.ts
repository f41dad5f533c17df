import { basename, join } from 'node:path';
import { app, BrowserWindow, dialog, shell, type WebContents } from 'electron';
import type { PickedFile, ShellInfo } from '../../../shared/api/shell.ts';
import { LOG_ENDINGS } from '../../../shared/domain/log-endings.ts';
import { AppError } from '../../../shared/errors.ts';
import { listSampleLogs } from '../../hosts/sample-logs.ts';
import { ASK } from '../../preload/channels.ts';
import type { EngineProcess } from '../engine/engine-process.ts';
import type { WorkspaceSwitch } from '../workspace/workspace-switch.ts';
import type { GuardedIpc } from './guarded-ipc.ts';
import { grantLogs } from './log-files.ts';
import { droppedPaths, exportSuggestion, handle, nothing } from './schemas.ts';

const LOGS = [
  // Text files may be anything: they can be chosen, and are left alone inside folders.
  { name: 'Logs', extensions: [...LOG_ENDINGS, 'txt'] },
  { name: 'All files', extensions: ['*'] },
];

/** Answers what only the desktop can do. The window gets handles; paths stay here. */
export function answerShell(ipc: GuardedIpc, engine: EngineProcess, workspaces: WorkspaceSwitch): void {
  ipc.answer(ASK.info, nothing, (): ShellInfo => {
    return {
      host: 'desktop',
      platform: process.platform,
      version: app.getVersion(),
      canSwitchWorkspace: true,
    };
  });

  ipc.answer(ASK.pickLogs, nothing, async (_arg, contents) => {
    const chosen = await dialog.showOpenDialog(windowOf(contents), {
      title: 'Import logs',
      buttonLabel: 'Import',
      filters: LOGS,
      properties: ['openFile', 'multiSelections'],
    });
    return chosen.canceled ? [] : grantLogs(engine, chosen.filePaths);
  });

  ipc.answer(ASK.pickView, nothing, async (_arg, contents): Promise<PickedFile | null> => {
    const chosen = await dialog.showOpenDialog(windowOf(contents), {
      title: 'Import a saved view',
      buttonLabel: 'Import',
      filters: [
        { name: 'Saved views', extensions: ['json'] },
        { name: 'All files', extensions: ['*'] },
      ],
      properties: ['openFile'],
    });
    const [picked = null] = chosen.canceled ? [] : await grantLogs(engine, chosen.filePaths.slice(0, 1));
    return picked;
  });

  ipc.answer(ASK.takeDropped, droppedPaths, (paths) => grantLogs(engine, paths));

  ipc.answer(ASK.sampleLogs, nothing, () => {
    const samples = listSampleLogs();
    return grantLogs(
      engine,
      samples.map(({ path }) => path),
    );
  });

  ipc.answer(ASK.pickExportTarget, exportSuggestion, async (arg, contents): Promise<PickedFile | null> => {
    const chosen = await dialog.showSaveDialog(windowOf(contents), {
      title: 'Export events',
      buttonLabel: 'Export',
      // Only a name: a suggestion may not choose the folder.
      defaultPath: join(app.getPath('downloads'), basename(arg.suggestedName)),
      filters: [{ name: arg.format.toUpperCase(), extensions: [arg.format] }],
    });
    if (chosen.canceled || chosen.filePath === '') return null;
    const grant = await engine.issue({
      path: chosen.filePath,
      name: basename(chosen.filePath),
      mode: 'write',
    });
    return { handle: grant.handle, name: grant.name, bytes: 0 };
  });

  ipc.answer(ASK.deliverExport, handle, (target) => {
    const grant = engine.granted(target);
    if (grant === null || grant.mode !== 'write') {
      throw new AppError('UNKNOWN_HANDLE', 'This file was not exported from here.');
    }
    shell.showItemInFolder(grant.path);
  });

  ipc.answer(ASK.newWorkspace, nothing, (_arg, contents) => workspaces.chooseNew(windowOf(contents)));

  ipc.answer(ASK.openWorkspace, nothing, (_arg, contents) => workspaces.chooseExisting(windowOf(contents)));
}

function windowOf(contents: WebContents): BrowserWindow {
  const window = BrowserWindow.fromWebContents(contents);
  if (window === null) throw new AppError('FORBIDDEN', 'The window that asked is closed.');
  return window;
}
