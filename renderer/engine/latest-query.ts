import type { AppError } from '../../shared/errors.ts';
import { asAppError } from './as-app-error.ts';

/** How a question stands. `data` is the answer to the last question that was answered, kept while the next runs. */
export interface QueryState<T> {
  readonly data: T | null;
  readonly error: AppError | null;
  readonly pending: boolean;
}

const IDLE: QueryState<never> = { data: null, error: null, pending: false };

/**
 * One place where a question is asked again and again. The latest question wins: asking aborts the one before,
 * and a reply to an older question is dropped even when it arrives.
 */
export class LatestQuery<T> {
  #state: QueryState<T> = IDLE;
  #key: string | null = null;
  #running: AbortController | null = null;
  readonly #listeners = new Set<() => void>();

  /** Asks, unless this very question (by `key`) is already asked or answered. */
  ask(key: string, run: (signal: AbortSignal) => Promise<T>): void {
    if (key === this.#key) return;
    this.#running?.abort();
    const running = new AbortController();
    this.#key = key;
    this.#running = running;
    this.#set({ ...this.#state, error: null, pending: true });
    run(running.signal).then(
      (data) => this.#answer(running, { data, error: null, pending: false }),
      (error: unknown) =>
        this.#answer(running, { data: this.#state.data, error: asAppError(error), pending: false }),
    );
  }

  /** Gives up the running question and forgets the answer. */
  drop(): void {
    this.#running?.abort();
    this.#running = null;
    this.#key = null;
    this.#set(IDLE);
  }

  /** Stops without forgetting what is shown; the next `ask` runs whatever its key. */
  pause(): void {
    this.#running?.abort();
    this.#running = null;
    this.#key = null;
  }

  readonly snapshot = (): QueryState<T> => this.#state;

  readonly subscribe = (listen: () => void): (() => void) => {
    this.#listeners.add(listen);
    return () => this.#listeners.delete(listen);
  };

  #answer(asked: AbortController, state: QueryState<T>): void {
    if (asked !== this.#running) return;
    this.#running = null;
    if (state.error !== null) this.#key = null;
    this.#set(state);
  }

  #set(state: QueryState<T>): void {
    this.#state = state;
    for (const listen of this.#listeners) listen();
  }
}
