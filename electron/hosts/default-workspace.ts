import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { userDataFolder } from './user-data.ts';

/** The workspace of someone who named none: one file in the user's data folder, which is made when missing. */
export function defaultWorkspace(): string {
  const folder = userDataFolder();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return join(folder, 'default.trailglass');
}
