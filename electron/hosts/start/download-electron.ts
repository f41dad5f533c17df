import { createRequire } from 'node:module';

/**
 * A process of its own, so that a download which hangs can be ended: fetches Electron's archive into Electron's
 * cache, writing a dot per step as a sign of life, then lets Electron's installer unpack it.
 */
interface Downloader {
  downloadArtifact(details: {
    version: string;
    artifactName: 'electron';
    platform: string;
    arch: string;
    checksums: Readonly<Record<string, string>>;
    downloadOptions: { getProgressCallback: () => Promise<void>; quiet: true };
  }): Promise<string>;
}

const fromHere = createRequire(import.meta.url);
const fromElectron = createRequire(fromHere.resolve('electron/package.json'));

try {
  const { version } = fromHere('electron/package.json') as { version: string };
  const { downloadArtifact } = fromElectron('@electron/get') as Downloader;
  await downloadArtifact({
    version,
    artifactName: 'electron',
    platform: process.platform,
    arch: process.arch,
    checksums: fromHere('electron/checksums.json') as Record<string, string>,
    downloadOptions: {
      quiet: true,
      getProgressCallback: async () => {
        process.stdout.write('.');
      },
    },
  });
  fromHere('electron/install.js');
} catch (error) {
  const { message, cause } = error as Error & { cause?: { code?: string } };
  process.stderr.write(cause?.code ?? message.split('\n', 1)[0] ?? message);
  process.exitCode = 1;
}
