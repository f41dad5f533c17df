import { homedir, platform } from 'node:os';
import { join } from 'node:path';

const FOLDER = 'trailglass';

/**
 * Where the program keeps what belongs to the user: settings and the workspace that opens when none was chosen.
 * Desktop and loopback host agree on it, so both show the same data.
 */
export function userDataFolder(env: NodeJS.ProcessEnv = process.env): string {
  const own = env['TRAILGLASS_DATA'];
  if (own !== undefined && own !== '') return own;
  switch (platform()) {
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', FOLDER);
    case 'win32':
      return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), FOLDER);
    default:
      return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), FOLDER);
  }
}

/** The workspace of a user who has not chosen one. */
export function defaultWorkspace(env: NodeJS.ProcessEnv = process.env): string {
  return join(userDataFolder(env), 'My workspace.trailglass');
}
