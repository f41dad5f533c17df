import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** Inside the checkout, so that packages with native parts are found from there. */
const FOLDER = at('../../out/bench');

/** Programs that measure in a process of their own. */
type Program = 'job-child' | 'profile-import';

/**
 * Bundles such a program as the application is bundled (`electron.vite.config.ts`): what is measured is what
 * users run.
 * @returns its file
 */
export async function buildChild(program: Program): Promise<string> {
  const folder = join(FOLDER, program);
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['better-sqlite3', '@duckdb/node-api'] },
    build: {
      ssr: true,
      target: 'node24',
      minify: true,
      outDir: folder,
      emptyOutDir: true,
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: {
        input: {
          [program]: at(`${program}.ts`),
          'parse-thread': at('../../electron/engine/import/parse/parse-thread.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  return join(folder, `${program}.js`);
}
