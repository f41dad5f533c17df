import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, session } from 'electron';
import type { ShellCommand } from '../../shared/api/shell.ts';
import { RECEIVE } from '../preload/channels.ts';
import { EngineProcess } from './engine/engine-process.ts';
import { connectWindow, relayRequests } from './ipc/engine-relay.ts';
import { GuardedIpc } from './ipc/guarded-ipc.ts';
import { answerShell } from './ipc/shell-answers.ts';
import { setMenu } from './menu.ts';
import { confineContents } from './page/contents-policy.ts';
import { servePage } from './page/serve-page.ts';
import { restrictSession } from './page/session-policy.ts';
import { endWith, showProblem } from './problem.ts';
import { SettingsFile } from './settings.ts';
import { openWindow } from './window.ts';
import { openFirstWorkspace } from './workspace/first-workspace.ts';
import { isWorkspacePath, workspaceAmong } from './workspace/workspace-path.ts';
import { WorkspaceSwitch } from './workspace/workspace-switch.ts';

/** The built program lies side by side: `main/`, `preload/` and `renderer/` in one folder. */
const OUT = fileURLToPath(new URL('..', import.meta.url));

/** Runs the program: engine, window, menu, and whatever asks for a workspace from outside. */
export function startApplication(): void {
  const asked: string[] = [];
  // macOS names the file to open by an event, before or after the program is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    if (isWorkspacePath(path)) asked.push(path);
  });
  app.on('web-contents-created', (_event, contents) => confineContents(contents));
  app
    .whenReady()
    .then(() => run(asked))
    .catch((error: unknown) => endWith('Trailglass could not start.', error));
}

async function run(asked: string[]): Promise<void> {
  restrictSession(session.defaultSession);
  servePage(session.defaultSession, join(OUT, 'renderer'));

  const devTools = !app.isPackaged;
  const settings = new SettingsFile(join(app.getPath('userData'), 'settings.json'));
  const engine = new EngineProcess(join(OUT, 'main', 'engine.js'));
  const workspaces = new WorkspaceSwitch(engine, settings);
  const windows = new Set<number>();
  const ipc = new GuardedIpc(windows);
  let window: BrowserWindow | null = null;

  relayRequests(ipc, engine);
  answerShell(ipc, engine, workspaces);
  engine.on('stopped', (error) => void showProblem('The engine does not start any more.', error));
  setMenu((command: ShellCommand) => window?.webContents.send(RECEIVE.command, command), devTools);

  const named = asked[0] ?? workspaceAmong(process.argv.slice(1), process.cwd());
  await openFirstWorkspace(workspaces, settings, named);
  show();

  function show(): void {
    const opened = openWindow(settings, join(OUT, 'preload', 'index.cjs'), devTools);
    const { id } = opened.webContents;
    window = opened;
    workspaces.window = opened;
    windows.add(id);
    connectWindow(opened, engine);
    opened.on('closed', () => {
      windows.delete(id);
      window = null;
      workspaces.window = null;
    });
  }

  /** Opens a workspace that something outside the window asked for, and brings the window to the front. */
  async function openFromOutside(path: string | null): Promise<void> {
    if (window === null) show();
    else if (window.isMinimized()) window.restore();
    window?.focus();
    if (path === null) return;
    try {
      await workspaces.open(path);
    } catch (error) {
      await showProblem('The workspace could not be opened.', error, window ?? undefined);
    }
  }

  app.removeAllListeners('open-file');
  app.on('open-file', (event, path) => {
    event.preventDefault();
    if (isWorkspacePath(path)) void openFromOutside(path);
  });
  app.on('second-instance', (_event, words, folder) => {
    void openFromOutside(workspaceAmong(words.slice(1), folder));
  });
  app.on('activate', () => void openFromOutside(null));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  endEngineBeforeQuitting(engine);
}

/** Lets the workspace close properly before the program ends. */
function endEngineBeforeQuitting(engine: EngineProcess): void {
  let ended = false;
  app.on('will-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    void engine.stop().finally(() => {
      ended = true;
      app.quit();
    });
  });
}
