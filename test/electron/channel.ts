/** What the double tells the test that started it, unasked. */
export type Notice =
  /** The browser runs; `endpoint` is where a test connects to it. */
  { readonly type: 'ready'; readonly endpoint: string } | { readonly type: 'window'; readonly id: number };

/** Sends to the process that started this one, if it listens. */
export function notifyTest(message: unknown): void {
  process.send?.(message);
}
