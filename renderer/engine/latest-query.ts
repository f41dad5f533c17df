import type { Progress } from '../../shared/api/contract.ts';
import type { AppError } from '../../shared/errors.ts';
import { asAppError } from './as-app-error.ts';

/** How a question stands. `data` is the answer to the last question that was answered, kept while the next runs. */
export interface QueryState<T> {
  readonly data: T | null;
  readonly error: AppError | null;
  readonly pending: boolean;
  /** Whether `data` answers an older question than the last one asked: while it runs, when it failed or was given up. */
  readonly stale: boolean;
  /** How far the running question is; null before it says so, and when none runs. */
  readonly progress: Progress | null;
}

/** Asks the question. */
export type RunQuery<T> = (signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<T>;

const IDLE: QueryState<never> = { data: null, error: null, pending: false, stale: false, progress: null };

/**
 * One place where a question is asked again and again. The latest question wins: asking aborts the one before,
 * and a reply to an older question is dropped even when it arrives.
 */
export class LatestQuery<T> {
  #state: QueryState<T> = IDLE;
  #key: string | null = null;
  #running: AbortController | null = null;
  readonly #listeners = new Set<() => void>();

  /**
   * Asks, unless this very question (by `key`) is already asked or answered.
   * @param onAnswer told of the answer just before it is shown, so that what else follows from it is shown with it
   */
  ask(key: string, run: RunQuery<T>, onAnswer: (data: T) => void = () => {}): void {
    if (key === this.#key) return;
    this.#running?.abort();
    const running = new AbortController();
    this.#key = key;
    this.#running = running;
    const stale = this.#state.data !== null;
    this.#set({ data: this.#state.data, error: null, pending: true, stale, progress: null });
    const onProgress = (progress: Progress): void => {
      if (running === this.#running) this.#set({ ...this.#state, progress });
    };
    run(running.signal, onProgress).then(
      (data) => {
        if (running === this.#running) onAnswer(data);
        this.#answer(running, { data, error: null, stale: false });
      },
      (error: unknown) => this.#answer(running, { ...this.#state, error: asAppError(error) }),
    );
  }

  /** Stops the running question, which then ends with the error `CANCELLED`; what is shown stays. */
  cancel(): void {
    this.#running?.abort();
  }

  /** Gives up the running question and forgets the answer. */
  drop(): void {
    this.pause();
    this.#set(IDLE);
  }

  /** Stops without forgetting what is shown; the next `ask` runs whatever its key. */
  pause(): void {
    this.#running?.abort();
    this.#running = null;
    this.#key = null;
  }

  /** Whether what is shown answers this very question. */
  answers(key: string): boolean {
    return key === this.#key && this.#state.data !== null && !this.#state.stale;
  }

  readonly snapshot = (): QueryState<T> => this.#state;

  readonly subscribe = (listen: () => void): (() => void) => {
    this.#listeners.add(listen);
    return () => this.#listeners.delete(listen);
  };

  #answer(asked: AbortController, state: Pick<QueryState<T>, 'data' | 'error' | 'stale'>): void {
    if (asked !== this.#running) return;
    this.#running = null;
    if (state.error !== null) this.#key = null;
    this.#set({ ...state, pending: false, progress: null });
  }

  #set(state: QueryState<T>): void {
    this.#state = state;
    for (const listen of this.#listeners) listen();
  }
}
