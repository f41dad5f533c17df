import type { EngineApi, EngineEvent, Method, Progress } from './contract.ts';

/** The part of a platform `AbortSignal` that is used here; both Node's and the browser's fit. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** What may accompany a call. */
export interface CallOptions {
  readonly signal?: CancelSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** The contract as a view sees it: the same methods, asynchronous, with progress and cancellation. */
export type RemoteEngine = {
  readonly [M in Method]: (
    arg: Parameters<EngineApi[M]>[0],
    options?: CallOptions,
  ) => Promise<ReturnType<EngineApi[M]>>;
};

/** A connected view. */
export interface EngineClient {
  readonly engine: RemoteEngine;
  /** Returns the way to stop listening. */
  onEvent(listen: (event: EngineEvent) => void): () => void;
  /** Called once when the engine can no longer be reached; pending calls have failed with `ENGINE_LOST`. */
  onLost(lost: () => void): void;
}

/** What a handler is given beside its argument. */
export interface CallContext {
  /** Long work asks this between steps; it throws `CANCELLED` once the caller has given up. */
  throwIfCancelled(): void;
  progress(progress: Progress): void;
}

/** The contract as the engine implements it. */
export type EngineHandlers = {
  readonly [M in Method]: (
    arg: Parameters<EngineApi[M]>[0],
    context: CallContext,
  ) => ReturnType<EngineApi[M]> | Promise<ReturnType<EngineApi[M]>>;
};
