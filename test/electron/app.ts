import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { App, CommandLine } from 'electron';
import { closeBrowser, startBrowser } from './browser.ts';
import { notifyTest } from './channel.ts';
import { handedOver, takeSingleInstanceLock } from './single-instance.ts';
import { endUtilityProcesses } from './utility-process.ts';

type Used = Pick<
  App,
  | 'isPackaged'
  | 'commandLine'
  | 'setName'
  | 'getVersion'
  | 'setPath'
  | 'getPath'
  | 'enableSandbox'
  | 'requestSingleInstanceLock'
  | 'addRecentDocument'
  | 'whenReady'
  | 'quit'
  | 'exit'
>;

/** What the main process asked of the application, for tests to look at. */
export const asked = {
  sandboxEnabled: false,
  recentDocuments: [] as string[],
  switches: [] as { name: string; value: string | undefined }[],
};

class AppDouble extends EventEmitter implements Used {
  readonly isPackaged = process.env['DOUBLE_PACKAGED'] === '1';
  readonly commandLine = commandLine as CommandLine;
  readonly #paths = new Map<string, string>();
  #ready: Promise<void> | null = null;
  #quitting = false;

  setName(): void {}

  getVersion(): string {
    const file = new URL('../../package.json', import.meta.url);
    return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  }

  setPath(name: string, path: string): void {
    if (!existsSync(path)) throw new Error(`Failed to set path: ${path} does not exist`);
    this.#paths.set(name, path);
  }

  getPath(name: Parameters<App['getPath']>[0]): string {
    return this.#paths.get(name) ?? join(homedir(), name);
  }

  enableSandbox(): void {
    if (this.#ready !== null) throw new Error('app.enableSandbox() can only be called before app is ready');
    asked.sandboxEnabled = true;
  }

  requestSingleInstanceLock(): boolean {
    return takeSingleInstanceLock(this.getPath('userData'), (argv, folder) =>
      this.emit('second-instance', { preventDefault() {} }, argv, folder, null),
    );
  }

  addRecentDocument(path: string): void {
    asked.recentDocuments.push(path);
  }

  async whenReady(): Promise<void> {
    this.#ready ??= startBrowser(join(this.getPath('userData'), 'chromium'), asked.switches).then(
      (endpoint) => {
        this.emit('ready');
        notifyTest({ type: 'ready', endpoint });
      },
    );
    return this.#ready;
  }

  quit(): void {
    if (this.#quitting) return;
    let prevented = false;
    this.emit('will-quit', {
      preventDefault: () => {
        prevented = true;
      },
    });
    if (!prevented) this.exit(0);
  }

  exit(code = 0): void {
    if (this.#quitting) return;
    this.#quitting = true;
    endUtilityProcesses();
    void Promise.allSettled([handedOver, closeBrowser()]).then(() => process.exit(code));
  }
}

const commandLine: Pick<CommandLine, 'hasSwitch' | 'appendSwitch'> = {
  hasSwitch: (name) => process.argv.some((word) => word === `--${name}` || word.startsWith(`--${name}=`)),
  appendSwitch: (name, value) => void asked.switches.push({ name, value }),
};

export const appDouble = new AppDouble();
