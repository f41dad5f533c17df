import { statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';

export const WORKSPACE_EXTENSION = '.trailglass';

/**
 * The workspace named on a command line, or null. Command lines also come from other programs (a double click, a
 * second start), so only an existing file with our ending counts and everything else is ignored.
 *
 * @param words the command line without the program itself
 * @param folder what relative paths are relative to
 */
export function workspaceAmong(words: readonly string[], folder: string): string | null {
  for (const word of words) {
    if (word.startsWith('-')) continue;
    const path = isAbsolute(word) ? word : resolve(folder, word);
    if (isWorkspacePath(path)) return path;
  }
  return null;
}

/** Whether a path names an existing regular file with our ending. */
export function isWorkspacePath(path: string): boolean {
  if (path.includes('\0') || !path.toLowerCase().endsWith(WORKSPACE_EXTENSION)) return false;
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** A path with our ending, added when the user did not type it. */
export function withWorkspaceExtension(path: string): string {
  return path.toLowerCase().endsWith(WORKSPACE_EXTENSION) ? path : `${path}${WORKSPACE_EXTENSION}`;
}
