import { defineConfig } from '@playwright/test';
import { installedElectron } from '../../electron/hosts/start/electron-binary.ts';
import type { HostOptions } from './fixtures.ts';

/** Specs of what only one host has. */
const LOOPBACK_ONLY = /(loopback|current-month|mapping-waits|one-question|states|usage-comparison)\.spec\.ts/;
const DESKTOP_ONLY =
  /(security|page-policy|navigation|permissions|no-network|workspaces|engine-process|menu|release|package)\.spec\.ts/;

const electron = installedElectron();
if (electron === null && process.env['TEST_WORKER_INDEX'] === undefined) {
  console.log(
    'SKIPPED: the `electron` project. Electron’s binary is not installed here, so the specs run over its double ' +
      'and over the loopback host; they run over Electron itself wherever the binary is.',
  );
}

/** The same specs over each host: the double of Electron, the browser, and Electron where its binary is. */
export default defineConfig<HostOptions>({
  testDir: './specs',
  globalSetup: './build-first.ts',
  outputDir: '../../test-results',
  workers: 2,
  // A shared build machine may stall for seconds; a spec that needed a second try is listed as flaky.
  retries: process.env['CI'] === undefined ? 0 : 1,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  projects: [
    { name: 'double', use: { host: 'double' }, testIgnore: LOOPBACK_ONLY },
    {
      name: 'loopback',
      use: { host: 'loopback' },
      testMatch: [LOOPBACK_ONLY, /(first-start|round-trip|column-index)\.spec\.ts/],
    },
    ...(electron === null
      ? []
      : [
          { name: 'electron', use: { host: 'electron' as const }, testIgnore: [LOOPBACK_ONLY, DESKTOP_ONLY] },
        ]),
  ],
});
