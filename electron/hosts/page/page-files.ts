import { realpath, stat } from 'node:fs/promises';
import { extname, isAbsolute, join, relative, sep } from 'node:path';

/** A file of the built page. */
export interface PageFile {
  readonly path: string;
  readonly contentType: string;
}

/** Kinds of files a built page consists of; anything else is not served. */
const CONTENT_TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.woff2', 'font/woff2'],
  ['.woff', 'font/woff'],
]);

/**
 * The file behind a path of the page's address, or null when there is none that may be served: outside the folder
 * (also through a link), of another kind, or spelt in a way no built page uses.
 *
 * @param folder where the built page lies
 * @param pathname the path of the address, still percent-encoded
 */
export async function findPageFile(folder: string, pathname: string): Promise<PageFile | null> {
  const name = decodePath(pathname);
  if (name === null || !name.startsWith('/')) return null;
  // A backslash separates on Windows; a NUL ends a path for the system but not for us.
  if (name.includes('\\') || name.includes('\0') || name.split('/').includes('..')) return null;

  const contentType = CONTENT_TYPES.get(extname(name === '/' ? '/index.html' : name));
  if (contentType === undefined) return null;
  try {
    const path = await realpath(join(folder, name === '/' ? 'index.html' : name));
    if (!liesWithin(await realpath(folder), path)) return null;
    return (await stat(path)).isFile() ? { path, contentType } : null;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** Whether a path lies inside a folder. Compared by steps: `/a/bc` is not inside `/a/b`. */
export function liesWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function decodePath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null; // a stray percent sign: no file has such an address
  }
}

function isAbsent(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'EINVAL';
}
