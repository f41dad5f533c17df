import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const fromBuilder = createRequire(createRequire(import.meta.url).resolve('app-builder-lib/package.json'));

const { extractAll } = fromBuilder('@electron/asar') as { extractAll(archive: string, folder: string): void };
const { getCurrentFuseWire } = fromBuilder('@electron/fuses') as {
  getCurrentFuseWire(binary: string): Promise<Record<string, number | string>>;
};

/** The marker by which fuses are found in Electron's binary, followed by version, count and the fuses, all on. */
const FUSES = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 8]),
  Buffer.from('11111111'),
]);

/** The program as it would be installed. */
export interface PackagedProgram {
  /** Folder of resources beside the archive. */
  readonly resources: string;
  /** Content of the archive, with what lies outside it, as the program sees it. */
  readonly app: string;
  /** State of each fuse, in the order of Electron's binary: `0` off, `1` on. */
  readonly fuses: string;
}

/**
 * Packages the built program with the project's own settings into a folder. In place of Electron's binary, which
 * may not be here, stands a file with nothing but its fuses.
 */
export async function packageProgram(folder: string): Promise<PackagedProgram> {
  const electron = join(folder, 'electron');
  mkdirSync(electron);
  writeFileSync(join(electron, 'electron'), FUSES);
  chmodSync(join(electron, 'electron'), 0o755);

  const builder = createRequire(import.meta.url).resolve('electron-builder/cli.js');
  const settings = [`-c.electronDist=${electron}`, `-c.directories.output=${join(folder, 'dist')}`];
  execFileSync(process.execPath, [builder, '--dir', '--linux', ...settings], { cwd: ROOT, stdio: 'pipe' });

  const unpacked = join(folder, 'dist', 'linux-unpacked');
  const archive = join(unpacked, 'resources', 'app.asar');
  // Node alone cannot look into an archive: its content is laid where the archive would be.
  const resources = join(folder, 'installed', 'resources');
  const app = join(resources, 'app.asar');
  mkdirSync(resources, { recursive: true });
  extractAll(archive, app);
  execFileSync('cp', ['-r', join(unpacked, 'resources', 'resources'), resources]);

  const wire = await getCurrentFuseWire(join(unpacked, 'trailglass'));
  const fuses = Object.entries(wire)
    .filter(([name]) => name !== 'version')
    .map(([, state]) => String.fromCharCode(Number(state)))
    .join('');
  return { resources, app, fuses };
}
