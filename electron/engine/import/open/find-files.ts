import { type Dirent, promises as fs } from 'node:fs';
import { basename, extname, join, relative } from 'node:path';
import { AppError, toWireError, type WireError } from '../../../../shared/errors.ts';
import { asAppError } from '../../store/disk-error.ts';

/** One thing to import: a file that exists, or the reason why there is none. */
export type Found =
  | { readonly kind: 'file'; readonly path: string; readonly name: string; readonly bytes: number }
  | { readonly kind: 'failure'; readonly name: string; readonly error: WireError };

/** What the files of a job came to. */
export interface FoundFiles {
  readonly found: readonly Found[];
  /** Files of folders that no log export is called like, relative to the folder. */
  readonly skipped: readonly string[];
}

/** Name endings of exports; only asked inside folders. A file named by hand is always tried. */
const LOG_ENDINGS: ReadonlySet<string> = new Set([
  '.csv',
  '.tsv',
  '.tab',
  '.psv',
  '.json',
  '.jsonl',
  '.ndjson',
  '.log',
  '.gz',
]);

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
  for (const target of targets) {
    try {
      const stat = await fs.stat(target.path);
      if (stat.isDirectory()) await walkFolder(target, found, skipped);
      else if (stat.isFile()) found.push({ kind: 'file', ...target, bytes: stat.size });
      else
        throw new AppError(
          'FILE_UNREADABLE',
          `${target.name} is not a regular file. Choose a file or a folder.`,
        );
    } catch (error) {
      found.push({ kind: 'failure', name: target.name, error: toWireError(missingOr(error, target)) });
    }
  }
  return { found, skipped };
}

async function walkFolder(
  folder: { readonly path: string; readonly name: string },
  found: Found[],
  skipped: string[],
): Promise<void> {
  const before = found.length;
  let others = 0;
  const visit = async (path: string, depth: number): Promise<void> => {
    for (const entry of await sortedEntries(path)) {
      const inside = join(path, entry.name);
      const name = join(basename(folder.name), relative(folder.path, inside));
      if (entry.isDirectory() && depth < MAX_DEPTH) await visit(inside, depth + 1);
      else if (entry.isFile() && LOG_ENDINGS.has(extname(entry.name).toLowerCase())) {
        found.push({ kind: 'file', path: inside, name, bytes: (await fs.stat(inside)).size });
      } else {
        others += 1;
        skipped.push(name);
      }
    }
  };
  await visit(folder.path, 0);
  if (found.length > before) return;
  const contents = others === 0 ? 'it is empty' : `it holds ${others} other files`;
  throw new AppError(
    'NOT_A_LOG',
    `${folder.name} holds no log files (${contents}). Choose a folder with CSV, TSV, JSON or JSON Lines exports, plain or .gz.`,
  );
}

async function sortedEntries(path: string): Promise<Dirent[]> {
  const entries = await fs.readdir(path, { withFileTypes: true });
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function missingOr(error: unknown, target: { readonly path: string; readonly name: string }): AppError {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
    return new AppError('FILE_MISSING', `There is no file ${target.path}. Check the path.`);
  }
  return asAppError(error, `Reading ${target.name}`);
}
