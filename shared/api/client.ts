import { AppError, fromWireError } from '../errors.ts';
import { cancelledError } from './cancel.ts';
import { type EngineEvent, METHODS, type Method } from './contract.ts';
import type { Reply, Request } from './envelope.ts';
import type { Port } from './port.ts';
import type { CallOptions, EngineClient, RemoteEngine } from './remote.ts';

interface Pending {
  readonly settle: (reply: Extract<Reply, { type: 'done' | 'failed' }>) => void;
  readonly fail: (error: AppError) => void;
  readonly options: CallOptions;
}

/**
 * The contract over a port. Every call settles exactly once: with the engine's answer, or with `ENGINE_LOST` when
 * the port closes. A cancelled call waits for the engine's word, because work that had already finished is done
 * whatever the caller wished.
 */
export function createClient(port: Port): EngineClient {
  const pending = new Map<number, Pending>();
  const listeners = new Set<(event: EngineEvent) => void>();
  const lostListeners: (() => void)[] = [];
  let lost = false;
  let lastId = 0;

  function call(method: Method, arg: unknown, options: CallOptions): Promise<unknown> {
    if (lost) return Promise.reject(engineLost(method));
    if (options.signal?.aborted === true) return Promise.reject(cancelledError());
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      const abort = () => send({ type: 'cancel', id });
      const forget = () => {
        pending.delete(id);
        options.signal?.removeEventListener('abort', abort);
      };
      pending.set(id, {
        options,
        settle(reply) {
          forget();
          if (reply.type === 'done') resolve(reply.value);
          else reject(fromWireError(reply.error));
        },
        fail(error) {
          forget();
          reject(error);
        },
      });
      options.signal?.addEventListener('abort', abort, { once: true });
      send({ type: 'call', id, method, arg });
    });
  }

  function send(request: Request): void {
    try {
      port.post(request);
    } catch (error) {
      if (request.type === 'cancel') return; // the port is closing: its close settles the call
      const reason = error instanceof Error ? error.message : String(error);
      pending.get(request.id)?.fail(new AppError('BAD_ARGUMENT', `The call cannot be sent: ${reason}`));
    }
  }

  port.onMessage((message) => {
    const reply = message as Reply;
    if (reply.type === 'event') {
      for (const listen of [...listeners]) listen(reply.event);
    } else if (reply.type === 'progress') {
      pending.get(reply.id)?.options.onProgress?.(reply.progress);
    } else {
      pending.get(reply.id)?.settle(reply);
    }
  });

  port.onClose(() => {
    lost = true;
    for (const one of [...pending.values()]) one.fail(engineLost());
    listeners.clear();
    for (const tell of lostListeners.splice(0)) tell();
  });

  return {
    engine: remoteEngine(call),
    onEvent(listen) {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    onLost(tell) {
      if (lost) tell();
      else lostListeners.push(tell);
    },
  };
}

/** A {@link RemoteEngine} whose every method goes through one function; the methods are those of the allow-list. */
export function remoteEngine(
  call: (method: Method, arg: unknown, options: CallOptions) => Promise<unknown>,
): RemoteEngine {
  const methods = (Object.keys(METHODS) as Method[]).map(
    (method) => [method, (arg: unknown, options: CallOptions = {}) => call(method, arg, options)] as const,
  );
  return Object.freeze(Object.fromEntries(methods)) as RemoteEngine;
}

function engineLost(method?: Method): AppError {
  const what = method === undefined ? 'while this was being done' : `before "${method}" was asked`;
  return new AppError('ENGINE_LOST', `The connection to the engine was lost ${what}.`);
}
