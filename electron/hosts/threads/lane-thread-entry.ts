/**
 * Where the program of a lane's thread is: beside this file, as TypeScript in a checkout and as JavaScript once the
 * desktop build has bundled it (an entry of its own, named `lane-thread`, in the folder of the main bundle).
 */
export function laneThreadEntry(): URL {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const name = `./lane-thread.${extension}`;
  return new URL(name, import.meta.url);
}
