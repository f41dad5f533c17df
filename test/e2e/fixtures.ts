import { test as base, type Page } from '@playwright/test';
import type { RemoteControl } from '../electron/launch.ts';
import { startOnDouble } from './hosts/double-host.ts';
import { startOnElectron } from './hosts/electron-host.ts';
import { startOnLoopback } from './hosts/loopback-host.ts';
import type { Shell, TestHost } from './hosts/test-host.ts';

/** Which host a project runs the specs on. */
export interface HostOptions {
  readonly host: 'double' | 'loopback' | 'electron';
}

interface HostFixtures {
  /** The running program, on its first start: an empty workspace of its own. */
  readonly app: TestHost;
  /** The page of its window. */
  readonly page: Page;
  readonly shell: Shell;
  /** The desktop around the program, on the double. */
  readonly desktop: RemoteControl;
}

/** Starts a host by hand, on the workspace named in its arguments. */
export const START = { double: startOnDouble, loopback: startOnLoopback, electron: startOnElectron } as const;

/** Every spec fails when the page reports an error that nothing handled. */
export const test = base.extend<HostFixtures & HostOptions>({
  host: ['double', { option: true }],
  app: async ({ host }, use) => {
    const app = await START[host]();
    const uncaught: string[] = [];
    app.page.on('pageerror', (error) => uncaught.push(error.stack ?? error.message));
    await use(app);
    await app.close();
    if (uncaught.length > 0) throw new Error(`The page had uncaught errors: ${uncaught.join('; ')}`);
  },
  page: async ({ app }, use) => use(app.page),
  shell: async ({ app }, use) => use(app.shell),
  desktop: async ({ app }, use) => {
    if (app.desktop === null) throw new Error('Only the double of Electron has a desktop to ask');
    await use(app.desktop);
  },
});

export { expect } from '@playwright/test';
