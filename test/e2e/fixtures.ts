import { test as base, expect, type Page } from '@playwright/test';
import type { RemoteControl } from '../electron/launch.ts';
import { startOnDouble } from './hosts/double-host.ts';
import { startOnElectron } from './hosts/electron-host.ts';
import { startOnLoopback } from './hosts/loopback-host.ts';
import type { Shell, TestHost } from './hosts/test-host.ts';
import { copyOfSampleWorkspace } from './sample-workspace.ts';

/** Which host a project runs the specs on. */
export interface HostOptions {
  readonly host: 'double' | 'loopback' | 'electron';
}

interface SpecOptions {
  /** Whether the program starts with a workspace of the sample logs, rather than with an empty one. */
  readonly samples: boolean;
}

interface HostFixtures {
  /** The running program, on its first start: a workspace of its own. */
  readonly app: TestHost;
  /** The page of its window. */
  readonly page: Page;
  readonly shell: Shell;
  /** The desktop around the program, on the double. */
  readonly desktop: RemoteControl;
}

/** Starts a host by hand, on the workspace named in its arguments. */
export const START = { double: startOnDouble, loopback: startOnLoopback, electron: startOnElectron } as const;

/** Starts a host on a workspace of the sample logs, and waits until its events are shown. */
export async function startOnSamples(host: HostOptions['host']): Promise<TestHost> {
  const workspace = copyOfSampleWorkspace();
  const app = await START[host]([workspace.path]);
  await expect(app.page.getByRole('grid').getByRole('row').nth(1)).toBeVisible({ timeout: 30_000 });
  // The pointer was used last, as after opening logs: a focus that no key led to puts the grid on no row.
  await app.page.getByRole('navigation').getByText('Audit log', { exact: true }).click();
  return {
    ...app,
    async close() {
      await app.close();
      workspace.remove();
    },
  };
}

/** Every spec fails when the page reports an error that nothing handled. */
export const test = base.extend<HostFixtures & HostOptions & SpecOptions>({
  host: ['double', { option: true }],
  samples: [false, { option: true }],
  app: async ({ host, samples }, use) => {
    const app = samples ? await startOnSamples(host) : await START[host]();
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

export { expect };
