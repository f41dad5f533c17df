import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { PAGE_ORIGIN } from './address.ts';
import type { Notice } from './channel.ts';
import type { Control, ControlAnswer } from './control.ts';

const REGISTER = fileURLToPath(new URL('./register.ts', import.meta.url));
/** Where the program's threads and processes find what they compile to: a start takes a quarter less. */
const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/trailglass/compiled', import.meta.url));
const MAIN = fileURLToPath(new URL('../../out/main/index.js', import.meta.url));

/** The controls of the double, called from the test's process. */
export type RemoteControl = {
  readonly [Name in keyof Control]: (
    ...args: Parameters<Control[Name]>
  ) => Promise<Awaited<ReturnType<Control[Name]>>>;
};

export interface DoubleOptions {
  /** The bundled main process; default: the one of the last build. */
  readonly main?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The bundled program, running over the double. */
export interface DoubleApp {
  readonly control: RemoteControl;
  /** Its window, once its page is there. */
  firstWindow(): Promise<Page>;
  /** Resolves with the exit status; asks nothing of the program. */
  ended(): Promise<number | null>;
  /** What the program wrote to standard error. */
  errors(): string;
  close(): Promise<void>;
}

/** Starts the bundled main process with the double in place of Electron. */
export function launchDouble({ main = MAIN, args = [], env = {} }: DoubleOptions = {}): DoubleApp {
  const child = spawn(process.execPath, ['--import', REGISTER, main, ...args], {
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const endpoint = new Promise<string>((resolve, reject) => {
    child.on('message', (message: Notice) => {
      if (message.type === 'ready') resolve(message.endpoint);
    });
    void ended.then((code) => reject(new Error(`The program ended with status ${code}: ${errors}`)));
  });
  endpoint.catch(() => undefined); // asked for by firstWindow, if at all
  let browser: Browser | null = null;

  return {
    control: remoteControl(child, ended),
    async firstWindow() {
      browser = await chromium.connectOverCDP(await endpoint);
      return pageOfProgram(browser, ended, () => errors);
    },
    ended: () => ended,
    errors: () => errors,
    async close() {
      await browser?.close();
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The page of the program, once it has been loaded. */
async function pageOfProgram(browser: Browser, ended: Promise<unknown>, errors: () => string): Promise<Page> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  // A program that fails ends; one on a busy machine may take half a minute to start.
  const giveUp = Date.now() + 45_000;
  while (!over && Date.now() < giveUp) {
    const pages = browser.contexts().flatMap((context) => context.pages());
    const page = pages.find((candidate) => candidate.url().startsWith(PAGE_ORIGIN));
    if (page !== undefined) {
      await page.waitForLoadState('load');
      return page;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`The program opened no window. ${errors()}`);
}

function remoteControl(child: ChildProcess, ended: Promise<unknown>): RemoteControl {
  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  child.on('message', (message: ControlAnswer | Notice) => {
    if (message.type !== 'answer') return;
    const call = pending.get(message.id);
    pending.delete(message.id);
    if (message.error === undefined) call?.resolve(message.value);
    else call?.reject(new Error(message.error));
  });
  void ended.then(() => {
    for (const call of pending.values()) call.reject(new Error('The program has ended'));
  });
  const call = (name: string, args: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      lastId += 1;
      pending.set(lastId, { resolve, reject });
      child.send({ id: lastId, name, args });
    });
  return new Proxy({} as RemoteControl, {
    get: (_target, name) => (name === 'then' ? undefined : (...args: unknown[]) => call(String(name), args)),
  });
}
