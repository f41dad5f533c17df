import type { FromPage } from './web-contents.ts';

/** Where a test tells which path a dropped file has; only the double's `webUtils` reads it. */
export const PATHS_KEY = 'trailglass-double.paths';

type Send = (message: FromPage) => Promise<unknown>;
type Module = { exports: unknown };
type Preload = (require: (name: string) => unknown, module: Module, exports: unknown) => void;

/**
 * Runs in the page before its own scripts: gives the bundled preload the `electron` a sandboxed preload may require,
 * and the page what the preload exposes, copied across as Electron's context bridge does.
 *
 * It is sent to the page as text, so it uses nothing from outside itself.
 */
function pageSide(bindingName: string, origin: string, pathsKey: string, preload: Preload): void {
  const scope = globalThis as unknown as Record<string, unknown>;
  const send = scope[bindingName] as Send;
  if (window !== window.top || location.origin !== origin) return;
  delete scope[bindingName];

  type Listener = (event: unknown, ...args: unknown[]) => void;
  const listeners = new Map<string, Set<Listener>>();
  const listenersOf = (channel: string): Set<Listener> => {
    const existing = listeners.get(channel) ?? new Set();
    listeners.set(channel, existing);
    return existing;
  };

  const ipcRenderer = {
    send: (channel: string, ...args: unknown[]) => void send({ kind: 'send', channel, args }),
    invoke: (channel: string, ...args: unknown[]) => send({ kind: 'invoke', channel, args }),
    on: (channel: string, listener: Listener) => void listenersOf(channel).add(listener),
    once(channel: string, listener: Listener) {
      const once: Listener = (...given) => {
        listenersOf(channel).delete(once);
        listener(...given);
      };
      listenersOf(channel).add(once);
    },
    off: (channel: string, listener: Listener) => void listenersOf(channel).delete(listener),
    removeAllListeners: (channel: string) => void listeners.delete(channel),
  };

  const contextBridge = {
    exposeInMainWorld(name: string, api: unknown) {
      const value = copyAcross(api);
      Object.defineProperty(window, name, { value, enumerable: true, writable: false, configurable: false });
    },
  };

  const webUtils = {
    getPathForFile(file: File): string {
      if (!(file instanceof File)) throw new TypeError('getPathForFile needs a File');
      const paths = scope[pathsKey] as Record<string, string> | undefined;
      return paths?.[file.name] ?? '';
    },
  };

  /** Plain values are copied and frozen, functions wrapped, prototypes lost; what cannot cross throws. */
  function copyAcross(value: unknown): unknown {
    if (typeof value === 'function') {
      return (...args: unknown[]) => copyAcross(Reflect.apply(value, undefined, args.map(copyAcross)));
    }
    if (typeof value === 'symbol') throw new TypeError('A symbol cannot cross the context bridge');
    if (typeof value !== 'object' || value === null || value instanceof Blob) return value;
    if (value instanceof Promise) {
      return value.then(copyAcross, (reason) => {
        throw copyAcross(reason);
      });
    }
    if (value instanceof Error) return new Error(value.message);
    if (Array.isArray(value)) return Object.freeze(value.map(copyAcross));
    const copy: Record<string, unknown> = {};
    for (const [key, member] of Object.entries(value)) copy[key] = copyAcross(member);
    return Object.freeze(copy);
  }

  async function receive(): Promise<void> {
    const document = crypto.randomUUID();
    for (;;) {
      const messages = (await send({ kind: 'receive', document })) as [string, unknown[]][];
      for (const [channel, args] of messages) {
        for (const listener of [...(listeners.get(channel) ?? [])]) listener({}, ...args);
      }
    }
  }

  const module: Module = { exports: {} };
  preload(
    (name) => {
      if (name === 'electron') return { ipcRenderer, contextBridge, webUtils };
      throw new Error(`A sandboxed preload cannot require ${name}`);
    },
    module,
    module.exports,
  );
  void receive();
}

/** The script that runs a bundled preload in a page. */
export function preloadScript(binding: string, origin: string, preload: string): string {
  const args = [binding, origin, PATHS_KEY].map((text) => JSON.stringify(text)).join(', ');
  return `(${pageSide.toString()})(${args}, function (require, module, exports) {\n${preload}\n});`;
}
