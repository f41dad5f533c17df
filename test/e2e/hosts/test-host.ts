import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { RemoteControl } from '../../electron/launch.ts';

/** What a spec may do to the program from outside its page, on every host. */
export interface Shell {
  /** Presses whatever opens the file dialog, and chooses these files in it; null chooses Cancel. */
  chooseFiles(paths: readonly string[] | null, press: () => Promise<void>): Promise<void>;
  /** Drops files on the window. */
  drop(paths: readonly string[]): Promise<void>;
  /** Presses whatever exports, and resolves with the path of the file that came of it. */
  saveExport(name: string, press: () => Promise<void>): Promise<string>;
}

/** The program, running on one of the hosts with a workspace of its own. */
export interface TestHost {
  readonly page: Page;
  readonly shell: Shell;
  /** Folder of this test alone; the user's home as the program sees it. */
  readonly folder: string;
  /** The desktop around the program; null where the host has none. */
  readonly desktop: RemoteControl | null;
  close(): Promise<void>;
}

/** A folder of one test, and the environment in which it is the user's home. */
export function privateHome(): { folder: string; env: Record<string, string>; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'trailglass-e2e-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  return { folder, env: homeEnvironment(folder), remove };
}

/** The environment of a program whose user has this home. */
export function homeEnvironment(folder: string): Record<string, string> {
  return { HOME: folder, XDG_DATA_HOME: join(folder, 'data'), XDG_CONFIG_HOME: join(folder, 'config') };
}
