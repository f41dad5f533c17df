import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** What a built file is made of, besides its sources. */
const ALWAYS = ['electron.vite.config.ts', 'package.json', 'package-lock.json'];

/**
 * Whether files of a build are there and were made after the last change to what they are made of. It takes some
 * milliseconds.
 * @param built paths in the checkout
 * @param sources folders of the checkout
 */
export function isFresh(built: readonly string[], sources: readonly string[], root = ROOT): boolean {
  const madeAt = Math.min(...built.map((path) => changedAt(join(root, path))));
  const isOlder = (path: string): boolean => changedAt(path) < madeAt;
  return (
    ALWAYS.every((path) => isOlder(join(root, path))) &&
    sources.every((path) => allOf(join(root, path), isOlder))
  );
}

/** Time of the last change, ms since 1970; 0 when the file is missing. */
function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Whether something holds for a folder and all in it. A folder changes when a file in it comes or goes. */
function allOf(folder: string, holds: (path: string) => boolean): boolean {
  return (
    holds(folder) &&
    readdirSync(folder, { withFileTypes: true }).every((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? allOf(path, holds) : holds(path);
    })
  );
}
