import { enableCompileCache, flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Inside the checkout, where only its owner writes: what is cached is run. */
const FOLDER = new URL('../../node_modules/.cache/trailglass/compiled', import.meta.url);

/**
 * In a checkout, keeps what TypeScript sources compile to, for this process and its threads: starting takes
 * 0.05 s instead of 0.2 s. Bundled programs have nothing to compile. Import it before anything else.
 */
if (import.meta.url.endsWith('.ts')) {
  const folder = fileURLToPath(FOLDER);
  enableCompileCache(folder);
  // Threads begin with it: what a thread enables itself comes after its first sources are compiled, 0.03 s later.
  process.env['NODE_COMPILE_CACHE'] = folder;
}

/** Writes what is compiled so far, in a thread that will be terminated, which writes nothing itself. */
export function keepCompiled(): void {
  if (import.meta.url.endsWith('.ts')) flushCompileCache();
}
