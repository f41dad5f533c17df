import { remoteEngine } from '../../../shared/api/client.ts';
import type { EngineEvent, Method } from '../../../shared/api/contract.ts';
import type { CallOptions } from '../../../shared/api/remote.ts';
import type { Dispatcher } from '../../../shared/api/serve.ts';

/** A dispatcher whose every method runs one function, for tests of the protocol itself. */
export function dispatcherOf(
  run: (method: Method, arg: unknown, options: CallOptions) => unknown,
): Dispatcher & { emit(event: EngineEvent): void } {
  const listeners = new Set<(event: EngineEvent) => void>();
  return {
    engine: remoteEngine(async (method, arg, options) => run(method, arg, options)),
    onEvent(listen) {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    emit(event) {
      for (const listen of listeners) listen(event);
    },
  };
}

/** Waits until everything that was posted has arrived. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
