import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../../../../shared/errors.ts';

/**
 * The folder of shipped profiles. Looked for in every folder above this module, which finds it from the
 * sources, from a bundle and from inside a package alike.
 */
export function profilesFolder(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const candidate = join(folder, 'resources', 'profiles');
    if (existsSync(candidate)) return candidate;
    if (folder === dirname(folder)) {
      throw new AppError('INTERNAL', 'The folder resources/profiles is missing. Install the program again.');
    }
  }
}
