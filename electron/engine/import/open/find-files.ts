import { type Dirent, promises as fs } from 'node:fs';
import { sep } from 'node:path';
import { AppError, toWireError, type WireError } from '../../../../shared/errors.ts';
import { fileBytes } from './byte-source.ts';
import { isLogName } from './log-names.ts';
import type { FoundFile } from './logs-of-file.ts';
import { asReadError } from './read-error.ts';

/** One thing to import: a file that exists, or the reason why there is none. */
export type Found =
  | ({ readonly kind: 'file' } & FoundFile)
  | { readonly kind: 'failure'; readonly name: string; readonly error: WireError };

/** What the files of a job came to. */
export interface FoundFiles {
  readonly found: readonly Found[];
  /** Files of folders that no log export is called like, relative to the folder. */
  readonly skipped: readonly string[];
}

/** Deepest folder nesting that is followed. */
const MAX_DEPTH = 64;

/**
 * Turns the paths of a job into files. Folders are walked recursively in name order; symbolic links inside
 * them are not followed, so that a folder cannot name files outside itself or itself again.
 */
export async function findFiles(
  targets: readonly { readonly path: string; readonly name: string }[],
): Promise<FoundFiles> {
  const found: Found[] = [];
  const skipped: string[] = [];
  for (const { path, name } of targets) {
    try {
      const stat = await fs.stat(path);
      if (stat.isDirectory()) await new FolderWalk(name, found, skipped).walk(path);
      else if (stat.isFile()) found.push(foundFile(path, name, stat.size));
      else throw new AppError('FILE_UNREADABLE', `${name} is not a regular file. Choose a file or a folder.`);
    } catch (error) {
      found.push({ kind: 'failure', name, error: toWireError(missingOr(error, path, name)) });
    }
  }
  return { found, skipped };
}

function foundFile(path: string | Buffer, name: string, bytes: number): Found {
  return { kind: 'file', path, name, bytes, source: fileBytes(path, name, bytes) };
}

/** Walks one folder. Paths are bytes: a name need not be valid text to be read. */
class FolderWalk {
  readonly #name: string;
  readonly #found: Found[];
  readonly #skipped: string[];
  #logs = 0;
  #others = 0;

  constructor(name: string, found: Found[], skipped: string[]) {
    this.#name = name;
    this.#found = found;
    this.#skipped = skipped;
  }

  async walk(path: string): Promise<void> {
    await this.#visit(Buffer.from(path), this.#name, 0);
    if (this.#logs > 0) return;
    const contents =
      this.#others === 0 ? 'it is empty' : `it holds ${this.#others.toLocaleString('en')} other files`;
    throw new AppError(
      'NOT_A_LOG',
      `${this.#name} holds no log files (${contents}). Choose a folder with CSV, TSV, JSON or JSON Lines exports, plain or .gz, Excel workbooks, or zip and tar archives of them.`,
    );
  }

  async #visit(folder: Buffer, shown: string, depth: number): Promise<void> {
    for (const entry of await sortedEntries(folder)) {
      const path = Buffer.concat([folder, Buffer.from(sep), entry.name]);
      const name = `${shown}${sep}${entry.name.toString('utf8')}`;
      if (entry.isDirectory() && depth < MAX_DEPTH) await this.#visitInside(path, name, depth + 1);
      else if (entry.isFile() && isLogName(entry.name.toString('utf8'))) await this.#add(path, name);
      else {
        this.#others += 1;
        this.#skipped.push(name);
      }
    }
  }

  /** A folder that cannot be entered does not keep the others. */
  async #visitInside(path: Buffer, name: string, depth: number): Promise<void> {
    try {
      await this.#visit(path, name, depth);
    } catch (error) {
      this.#fail(name, error);
    }
  }

  async #add(path: Buffer, name: string): Promise<void> {
    try {
      this.#found.push(foundFile(path, name, (await fs.stat(path)).size));
      this.#logs += 1;
    } catch (error) {
      this.#fail(name, error); // It vanished meanwhile.
    }
  }

  #fail(name: string, error: unknown): void {
    this.#logs += 1;
    this.#found.push({ kind: 'failure', name, error: toWireError(asReadError(error, name)) });
  }
}

async function sortedEntries(path: Buffer): Promise<Dirent<Buffer>[]> {
  const entries = await fs.readdir(path, { withFileTypes: true, encoding: 'buffer' });
  return entries.sort((a, b) => Buffer.compare(a.name, b.name));
}

function missingOr(error: unknown, path: string, name: string): AppError {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
    return new AppError('FILE_MISSING', `There is no file ${path}. Check the path.`);
  }
  return asReadError(error, name);
}
