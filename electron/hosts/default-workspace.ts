import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The workspace of someone who named none: one file in the user's data folder, which is made when missing. */
export function defaultWorkspace(): string {
  const folder = join(dataFolder(), 'Trailglass');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return join(folder, 'default.trailglass');
}

/** Where programs keep a user's data. https://specifications.freedesktop.org/basedir-spec/latest/ */
function dataFolder(): string {
  const { APPDATA, XDG_DATA_HOME } = process.env;
  if (process.platform === 'win32') return APPDATA ?? join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return XDG_DATA_HOME !== undefined && XDG_DATA_HOME !== ''
    ? XDG_DATA_HOME
    : join(homedir(), '.local', 'share');
}
