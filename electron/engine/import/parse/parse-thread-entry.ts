/**
 * Where the program of the parsing thread is: beside this file, as TypeScript in a checkout and as JavaScript once
 * the desktop build has bundled it (an entry of its own, named `parse-thread`, in the folder of the main bundle).
 */
export function parseThreadEntry(): URL {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const name = `./parse-thread.${extension}`;
  return new URL(name, import.meta.url);
}
