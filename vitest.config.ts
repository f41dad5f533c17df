import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Small tests that keep nothing to themselves: starting a process for each of their files took longer than they do. */
const SMALL = ['test/unit/**/*.test.ts', 'test/unit/**/*.test.tsx', 'test/arch/**/*.test.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    teardownTimeout: 5_000,
    // Whoever runs the tests may have profiles of their own; a folder that is not there has none.
    env: {
      TRAILGLASS_PROFILES: join(tmpdir(), `trailglass-no-profiles-${process.pid}`),
      // Hundreds of processes and threads start in the tests: each would compile the same sources.
      NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/trailglass/compiled', import.meta.url)),
    },
    projects: [
      { extends: true, test: { name: 'small', include: SMALL, isolate: false } },
      {
        extends: true,
        test: {
          name: 'large',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: [...SMALL, 'test/e2e/**', 'test/bench/**'],
        },
      },
    ],
  },
});
