import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import { AppError } from '../../../shared/errors.ts';
import type { EngineProcess } from '../engine/engine-process.ts';
import type { SettingsFile } from '../settings.ts';
import { WORKSPACE_EXTENSION, withWorkspaceExtension } from './workspace-path.ts';

const WORKSPACES = [{ name: 'Trailglass workspace', extensions: [WORKSPACE_EXTENSION.slice(1)] }];

/** Opens workspaces, remembers the last one and names the window after it. */
export class WorkspaceSwitch {
  readonly #engine: EngineProcess;
  readonly #settings: SettingsFile;
  #window: BrowserWindow | null = null;

  constructor(engine: EngineProcess, settings: SettingsFile) {
    this.#engine = engine;
    this.#settings = settings;
  }

  /** The window whose title names the workspace. */
  set window(window: BrowserWindow | null) {
    this.#window = window;
    this.#nameWindow();
  }

  /** Opens a workspace; the one before stays open when this fails. */
  async open(path: string, create = false): Promise<void> {
    if (path !== this.#engine.workspace) await this.#engine.open(path, create);
    this.#settings.update({ workspace: path });
    app.addRecentDocument(path);
    this.#nameWindow();
  }

  /** Asks for a name and opens a new workspace. False when cancelled. */
  async chooseNew(window: BrowserWindow): Promise<boolean> {
    const chosen = await dialog.showSaveDialog(window, {
      title: 'New workspace',
      buttonLabel: 'Create',
      defaultPath: join(this.#folder(), `case${WORKSPACE_EXTENSION}`),
      filters: WORKSPACES,
    });
    if (chosen.canceled || chosen.filePath === '') return false;
    const path = withWorkspaceExtension(chosen.filePath);
    // The dialog offers to replace a file; a workspace is evidence and is never replaced.
    if (existsSync(path)) {
      throw new AppError('FILE_EXISTS', `${basename(path)} exists. Open it, or choose another name.`, {
        path,
      });
    }
    await this.open(path, true);
    return true;
  }

  /** Asks for an existing workspace and opens it. False when cancelled. */
  async chooseExisting(window: BrowserWindow): Promise<boolean> {
    const chosen = await dialog.showOpenDialog(window, {
      title: 'Open workspace',
      defaultPath: this.#folder(),
      filters: WORKSPACES,
      properties: ['openFile'],
    });
    const path = chosen.filePaths[0];
    if (chosen.canceled || path === undefined) return false;
    await this.open(path);
    return true;
  }

  #folder(): string {
    const { workspace } = this.#engine;
    return workspace === null ? app.getPath('documents') : dirname(workspace);
  }

  #nameWindow(): void {
    const { workspace } = this.#engine;
    if (workspace !== null)
      this.#window?.setTitle(`${basename(workspace, WORKSPACE_EXTENSION)} – Trailglass`);
  }
}
