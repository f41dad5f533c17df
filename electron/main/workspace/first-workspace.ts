import { defaultWorkspace } from '../../hosts/default-workspace.ts';
import { showProblem } from '../problem.ts';
import type { SettingsFile } from '../settings.ts';
import type { WorkspaceSwitch } from './workspace-switch.ts';

/**
 * Opens what the user asked for, else what was open last, else the user's own workspace, which is created on first
 * start. What cannot be opened is said, and the next one is tried.
 *
 * @param named the workspace on the command line, or null
 * @throws when not even the user's own workspace opens
 */
export async function openFirstWorkspace(
  workspaces: WorkspaceSwitch,
  settings: SettingsFile,
  named: string | null,
): Promise<void> {
  const own = defaultWorkspace();
  const last = settings.current.workspace;
  for (const path of [named, last]) {
    if (path === null || path === own) continue;
    try {
      await workspaces.open(path);
      return;
    } catch (error) {
      await showProblem('The workspace could not be opened.', error);
    }
  }
  await workspaces.open(own, true);
}
