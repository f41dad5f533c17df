import type { Page } from '@playwright/test';
import { type HostOptions, startOnSamples, test } from './fixtures.ts';
import type { Shell, TestHost } from './hosts/test-host.ts';

/** A program that the tests of one group share: started once, one test after the other. */
export interface SharedProgram {
  readonly page: Page;
  readonly shell: Shell;
  readonly folder: string;
}

/**
 * Starts one program on the sample logs for all tests of the group this is called in, and fails the group when its page reports an
 * error that nothing handled.
 */
export function shareProgram(prepare: (program: SharedProgram) => Promise<void>): SharedProgram {
  let running: TestHost | null = null;
  const uncaught: string[] = [];
  const host = (): TestHost => {
    if (running === null) throw new Error('The program is started before the first test of its group.');
    return running;
  };
  const program: SharedProgram = {
    get page() {
      return host().page;
    },
    get shell() {
      return host().shell;
    },
    get folder() {
      return host().folder;
    },
  };
  test.beforeAll(async () => {
    const { host: name } = test.info().project.use as HostOptions;
    running = await startOnSamples(name);
    running.page.on('pageerror', (error) => uncaught.push(error.stack ?? error.message));
    await prepare(program);
  });
  test.afterAll(async () => {
    await running?.close();
    if (uncaught.length > 0) throw new Error(`The page had uncaught errors: ${uncaught.join('; ')}`);
  });
  return program;
}
