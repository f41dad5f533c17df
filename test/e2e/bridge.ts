import type { Page } from '@playwright/test';

/** The bridge as page scripts see it. */
interface Bridge {
  readonly engine: { post(message: unknown): void; onMessage(receive: (reply: Reply) => void): void };
  readonly shell: {
    newWorkspace(): Promise<boolean>;
    openWorkspace(): Promise<boolean>;
    sampleLogs(): Promise<{ name: string; bytes: number; handle: string }[]>;
    onCommand(listen: (command: string) => void): () => void;
  };
}
/** What the engine sends to a page. */
export interface Reply {
  readonly type: string;
  readonly id?: number;
  readonly value?: unknown;
  readonly error?: { code: string; message: string };
}

/** Asks the engine behind a page, past its views. */
export function ask(page: Page, method: string, arg: unknown = {}): Promise<Reply> {
  return page.evaluate(
    ([name, given]) => {
      const { engine } = (window as unknown as { trailglass: Bridge }).trailglass;
      const id = Math.floor(Math.random() * 1e9) + 1e9;
      return new Promise<Reply>((resolve) => {
        engine.onMessage((reply) => {
          if (reply.id !== id) return;
          if (reply.type === 'progress') Object.assign(window, { progressed: true });
          else resolve(reply);
        });
        engine.post({ type: 'call', id, method: name, arg: given });
      });
    },
    [method, arg] as const,
  );
}

/** Asks the shell behind a page; resolves with the message when it refuses. */
export function askShell(page: Page, name: 'newWorkspace' | 'openWorkspace'): Promise<boolean | string> {
  return page.evaluate(
    (method) =>
      (window as unknown as { trailglass: Bridge }).trailglass.shell[method]().catch(
        (error: Error) => error.message,
      ),
    name,
  );
}

/** Handles of all sample logs. */
export function sampleHandles(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { shell } = (window as unknown as { trailglass: Bridge }).trailglass;
    return (await shell.sampleLogs()).map(({ handle }) => handle);
  });
}

/** The argument of an import without choices. */
export function importOf(files: readonly (string | undefined)[]): unknown {
  return { files, options: { profile: null, timezone: 'UTC', dateOrder: null, tenant: null } };
}
