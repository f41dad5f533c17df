import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/e2e/**', 'test/bench/**'],
    pool: 'forks',
    maxWorkers: 2,
    // Files keep nothing to themselves, and starting a process for each takes longer than most of them.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    teardownTimeout: 5_000,
    // Whoever runs the tests may have profiles of their own; a folder that is not there has none.
    env: { TRAILGLASS_PROFILES: join(tmpdir(), `trailglass-no-profiles-${process.pid}`) },
  },
});
