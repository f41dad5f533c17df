import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for uploads and exports that only this user can enter. */
export interface PrivateFolder {
  readonly path: string;
  /** Deletes the folder and all in it. */
  remove(): void;
}

const PREFIX = 'trailglass-loopback-';

/**
 * Makes the folder (mode 0700) and deletes those that hosts which were killed have left behind. The folder is deleted
 * when the process ends, however it ends in an orderly way.
 */
export function makePrivateFolder(parent: string = tmpdir()): PrivateFolder {
  removeStaleFolders(parent);
  const path = mkdtempSync(join(parent, `${PREFIX}${process.pid}-`));
  const remove = () => rmSync(path, { recursive: true, force: true });
  process.once('exit', remove);
  return {
    path,
    remove() {
      process.off('exit', remove);
      remove();
    },
  };
}

function removeStaleFolders(parent: string): void {
  for (const entry of readdirSync(parent, { withFileTypes: true })) {
    if (!entry.isDirectory() || !entry.name.startsWith(PREFIX)) continue; // a link of that name is not ours
    const pid = Number.parseInt(entry.name.slice(PREFIX.length), 10);
    if (!(pid > 0) || isAlive(pid)) continue;
    try {
      rmSync(join(parent, entry.name), { recursive: true, force: true });
    } catch (error) {
      if (!isDenied(error)) throw error; // another user's: that user's next start removes it
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isDenied(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'EACCES' || code === 'EPERM';
}
