import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** Inside the checkout, so that packages with native parts are found from there. */
const FOLDER = at('../../out/bench');

/**
 * Bundles the program of the jobs as the application is bundled (`electron.vite.config.ts`): what is measured is what
 * users run.
 * @returns its file
 */
export async function buildChild(): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['better-sqlite3', '@duckdb/node-api'] },
    build: {
      ssr: true,
      target: 'node24',
      minify: true,
      outDir: FOLDER,
      emptyOutDir: true,
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: {
        input: {
          'job-child': at('job-child.ts'),
          'parse-thread': at('../../electron/engine/import/parse/parse-thread.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  return `${FOLDER}/job-child.js`;
}
