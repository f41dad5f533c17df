import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Loaded from node_modules at run time, because it finds its native binary beside itself. */
const NATIVE = ['better-sqlite3'];

export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      sourcemap: true,
      // Half the bytes to parse in every process and thread.
      minify: true,
      rolldownOptions: {
        external: NATIVE,
        input: {
          index: at('electron/main/index.ts'),
          engine: at('electron/main/engine/entry.ts'),
          serve: at('electron/hosts/start/serve.ts'),
          'command-line': at('electron/hosts/cli/command-line.ts'),
          'lane-thread': at('electron/hosts/threads/lane-thread.ts'),
          'parse-thread': at('electron/engine/import/parse/parse-thread.ts'),
        },
        // Side by side, so that an entry finds another one by a relative address, as the sources do.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('electron/preload/index.ts') },
        // A sandboxed preload is CommonJS and may require nothing but `electron`.
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    html: { cspNonce: 'TRAILGLASS_STYLE_NONCE' },
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      // A data: font or script would need a hole in the content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      minify: true,
      rolldownOptions: { input: at('renderer/index.html') },
    },
  },
});
