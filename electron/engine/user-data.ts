import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where the program keeps what belongs to the user: the workspace that opens when none is named, and the desktop's
 * settings. Every host agrees on it, so all show the same data.
 * https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function userDataFolder(): string {
  return join(dataFolder(), 'Trailglass');
}

function dataFolder(): string {
  const { APPDATA, XDG_DATA_HOME } = process.env;
  if (process.platform === 'win32') return APPDATA ?? join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return XDG_DATA_HOME !== undefined && XDG_DATA_HOME !== ''
    ? XDG_DATA_HOME
    : join(homedir(), '.local', 'share');
}
