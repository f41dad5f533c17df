import { AppError } from '../errors.ts';
import type { CancelSignal } from './remote.ts';

/** A cancel switch without a platform: what `AbortController` is to Node and to the browser. */
export interface CancelSource {
  readonly signal: CancelSignal;
  /** Flips the switch; the second and later times do nothing. */
  cancel(): void;
}

/** Makes a switch that has not been flipped. */
export function createCancelSource(): CancelSource {
  const listeners = new Set<() => void>();
  let aborted = false;
  const signal: CancelSignal = {
    get aborted() {
      return aborted;
    },
    addEventListener(_type, listener) {
      listeners.add(listener);
    },
    removeEventListener(_type, listener) {
      listeners.delete(listener);
    },
  };
  return {
    signal,
    cancel() {
      if (aborted) return;
      aborted = true;
      const called = [...listeners];
      listeners.clear();
      for (const listener of called) listener();
    },
  };
}

/** The error every cancelled call ends with. */
export function cancelledError(): AppError {
  return new AppError('CANCELLED', 'Cancelled.');
}
