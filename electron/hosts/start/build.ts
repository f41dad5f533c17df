import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../../shared/errors.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SOURCES = ['electron', 'renderer', 'shared', 'electron.vite.config.ts', 'package.json'];
/** Files of the three parts of a build. */
const BUILT = ['out/main/index.js', 'out/main/serve.js', 'out/preload/index.cjs', 'out/renderer/index.html'];

/**
 * Builds the program if it has not been built since a source changed.
 * @throws INTERNAL with the builder's own words when it fails
 */
export function ensureBuilt(): void {
  if (oldest(BUILT) > newest(SOURCES.map((source) => join(ROOT, source)))) return;
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

/** Time of the oldest of some files; 0 when one is missing. */
function oldest(files: readonly string[]): number {
  return Math.min(
    ...files.map((file) => statSync(join(ROOT, file), { throwIfNoEntry: false })?.mtimeMs ?? 0),
  );
}

/** Time of the newest change under some paths. */
function newest(paths: readonly string[]): number {
  return Math.max(
    ...paths.map((path) => {
      const facts = statSync(path);
      if (!facts.isDirectory()) return facts.mtimeMs;
      return newest(readdirSync(path).map((name) => join(path, name)));
    }),
    0,
  );
}
