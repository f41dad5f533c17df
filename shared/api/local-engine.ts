import { cancelledError } from './cancel.ts';
import { remoteEngine } from './client.ts';
import type { CallContext, CallOptions, EngineHandlers, RemoteEngine } from './remote.ts';

/**
 * The handlers of an engine in this thread, seen as a remote engine. A call that was cancelled before it began does
 * not begin; afterwards the handler asks its context.
 *
 * @param alsoCancelled a second way to learn of a cancel, for threads that do not take messages while they work
 */
export function localEngine(
  handlers: EngineHandlers,
  alsoCancelled: () => boolean = () => false,
): RemoteEngine {
  return remoteEngine(async (method, arg, options) => {
    const context = callContext(options, alsoCancelled);
    context.throwIfCancelled();
    const handler = handlers[method] as (arg: unknown, context: CallContext) => unknown;
    return handler(arg, context);
  });
}

function callContext(options: CallOptions, alsoCancelled: () => boolean): CallContext {
  return {
    throwIfCancelled() {
      if (options.signal?.aborted === true || alsoCancelled()) throw cancelledError();
    },
    progress(progress) {
      options.onProgress?.(progress);
    },
  };
}
