import type { Page, WebSocketRoute } from '@playwright/test';

interface Call {
  readonly type: string;
  readonly id: number;
  readonly method: string;
}

/** What stands between page and engine: everything passes, but for what is told to fail, to be late or to differ. */
export interface TroubledEngine {
  /** Answers calls of a method with this error until it is told otherwise. */
  fail(method: string, error: { readonly code: string; readonly message: string } | null): void;
  /** Holds answers to calls of a method back, by so many ms. */
  delay(method: string, ms: number): void;
  /** Answers calls of a method with this value. */
  answer(method: string, value: unknown): void;
  /** Breaks the connection, as a crash of the engine would. */
  breakOff(): Promise<void>;
}

/** Loads the page of a loopback host again, with trouble between it and the engine. */
export async function troubledEngine(page: Page): Promise<TroubledEngine> {
  const errors = new Map<string, unknown>();
  const delays = new Map<string, number>();
  const values = new Map<string, unknown>();
  const methods = new Map<number, string>();
  let route: WebSocketRoute | null = null;
  await page.routeWebSocket(/\/engine$/, (socket) => {
    route = socket;
    const server = socket.connectToServer();
    socket.onMessage((text) => {
      const { type, id, method } = JSON.parse(text.toString()) as Call;
      if (type === 'call') methods.set(id, method);
      const error = errors.get(method);
      if (error !== undefined) socket.send(JSON.stringify({ type: 'failed', id, error }));
      else if (values.has(method)) {
        socket.send(JSON.stringify({ type: 'done', id, value: values.get(method) }));
      } else server.send(text);
    });
    server.onMessage((text) => {
      const { id } = JSON.parse(text.toString()) as Call;
      const late = delays.get(methods.get(id) ?? '');
      if (late === undefined) socket.send(text);
      else setTimeout(() => socket.send(text), late);
    });
  });
  await page.reload();
  return {
    fail(method, error) {
      if (error === null) errors.delete(method);
      else errors.set(method, error);
    },
    delay: (method, ms) => void delays.set(method, ms),
    answer: (method, value) => void values.set(method, value),
    async breakOff() {
      await route?.close({ code: 1011 });
    },
  };
}
