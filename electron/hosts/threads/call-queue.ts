import { cancelledError, createCancelSource } from '../../../shared/api/cancel.ts';
import type { CancelSignal } from '../../../shared/api/remote.ts';

interface Waiting {
  readonly start: () => Promise<void>;
  readonly cancel: () => void;
}

/** Runs calls one at a time, in order. A call cancelled while it waits never starts. */
export class CallQueue {
  readonly #waiting: Waiting[] = [];
  #running: Waiting | null = null;
  #drained: (() => void)[] = [];

  /**
   * Runs `start` when its turn comes, with a signal that is flipped when `signal` is, or when the queue is cancelled.
   * @throws CANCELLED when that happened before its turn came
   */
  run<T>(signal: CancelSignal | undefined, start: (signal: CancelSignal) => Promise<T>): Promise<T> {
    if (signal?.aborted === true) return Promise.reject(cancelledError());
    const source = createCancelSource();
    return new Promise<T>((resolve, reject) => {
      const waiting: Waiting = {
        cancel: source.cancel,
        async start() {
          await start(source.signal).then(resolve, reject);
          signal?.removeEventListener('abort', source.cancel);
        },
      };
      source.signal.addEventListener('abort', () => {
        const place = this.#waiting.indexOf(waiting);
        if (place === -1) return;
        this.#waiting.splice(place, 1);
        reject(cancelledError());
      });
      signal?.addEventListener('abort', source.cancel, { once: true });
      this.#waiting.push(waiting);
      this.#next();
    });
  }

  /** Cancels the running call and all that wait; resolves when the running one has ended. */
  async cancelAll(): Promise<void> {
    for (const waiting of [...this.#waiting]) waiting.cancel();
    const running = this.#running;
    if (running === null) return;
    running.cancel();
    await new Promise<void>((resolve) => this.#drained.push(resolve));
  }

  #next(): void {
    if (this.#running !== null) return;
    const next = this.#waiting.shift();
    if (next === undefined) {
      for (const tell of this.#drained.splice(0)) tell();
      return;
    }
    this.#running = next;
    void next.start().then(() => {
      this.#running = null;
      this.#next();
    });
  }
}
