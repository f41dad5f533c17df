import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A folder or file of `resources/`. It is looked for in every folder above this module, which finds it from a
 * checkout, from the built program and from an installed one, where it lies beside the archive.
 *
 * @throws Error when the installation is incomplete
 */
export function resourcePath(...steps: readonly string[]): string {
  const wanted = join('resources', ...steps);
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const path = join(folder, wanted);
    if (existsSync(path)) return path;
    const above = dirname(folder);
    if (above === folder) throw new Error(`${wanted} is missing. Install Trailglass again.`);
    folder = above;
  }
}
