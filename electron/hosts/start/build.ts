import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../../shared/errors.ts';
import { isFresh } from '../fresh-build.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** Files of the three parts of a build. */
const BUILT = [
  'out/main/index.js',
  'out/main/serve.js',
  'out/main/command-line.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
];

/**
 * Builds the program if it has not been built since a source changed.
 * @throws INTERNAL with the builder's own words when it fails
 */
export function ensureBuilt(): void {
  if (isFresh(BUILT, ['electron', 'renderer', 'shared'])) return;
  console.log('Building Trailglass, as its sources have changed.');
  const builder = join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js');
  const build = spawnSync(process.execPath, [builder, 'build', '--logLevel', 'error'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (build.status === 0) return;
  throw new AppError(
    'INTERNAL',
    `The build failed: ${(build.stderr || build.stdout || String(build.error)).trim()}`,
  );
}
