import { AppError, toWireError } from '../errors.ts';
import { type CancelSource, createCancelSource } from './cancel.ts';
import { checkArgument } from './check-argument.ts';
import { type EngineEvent, isMethod, type Progress } from './contract.ts';
import type { Reply } from './envelope.ts';
import type { Port } from './port.ts';
import type { CallOptions, RemoteEngine } from './remote.ts';

/** What answers calls: an engine of the same thread, or a host that passes them on to other threads. */
export interface Dispatcher {
  readonly engine: RemoteEngine;
  /** Returns the way to stop listening. */
  onEvent(listen: (event: EngineEvent) => void): () => void;
}

/** A served port. */
export interface Served {
  /** Stops answering and cancels what runs; resolves when it has ended. */
  close(): Promise<void>;
}

/** Progress of one call is sent at most this often. */
const PROGRESS_EVERY_MS = 100;

/**
 * Answers the calls of one port: only methods of the allow-list, only arguments of the documented shape. Every call
 * that carries an id gets exactly one answer, also when the handler throws something odd or its result cannot be
 * sent. When the port closes, the calls it had running are cancelled.
 */
export function serve(port: Port, target: Dispatcher): Served {
  const running = new Map<number, CancelSource>();
  const ended = new Set<Promise<void>>();
  const stopEvents = target.onEvent((event) => send({ type: 'event', event }));
  let closed = false;

  async function close(): Promise<void> {
    if (!closed) {
      closed = true;
      stopEvents();
      for (const source of [...running.values()]) source.cancel();
    }
    await Promise.all(ended);
  }

  /** Returns why a message could not be sent, or null. */
  function send(message: Reply): unknown {
    if (closed) return null;
    try {
      port.post(message);
      return null;
    } catch (error) {
      return error ?? new Error('unknown reason');
    }
  }

  function reply(message: Extract<Reply, { type: 'done' | 'failed' }>): void {
    const failure = send(message);
    if (failure === null) return;
    const reason = failure instanceof Error ? failure.message : String(failure);
    send({
      type: 'failed',
      id: message.id,
      error: { code: 'INTERNAL', message: `The answer cannot be sent: ${reason}` },
    });
  }

  async function answer(id: number, method: unknown, arg: unknown): Promise<void> {
    if (running.has(id)) {
      const error = {
        code: 'BAD_ARGUMENT',
        message: `A call with the id ${id} is already running.`,
      } as const;
      reply({ type: 'failed', id, error });
      return;
    }
    const source = createCancelSource();
    running.set(id, source);
    try {
      const value = await dispatch(target.engine, method, arg, {
        signal: source.signal,
        onProgress: throttled((progress) => send({ type: 'progress', id, progress })),
      });
      running.delete(id);
      reply({ type: 'done', id, value });
    } catch (error) {
      running.delete(id);
      reply({ type: 'failed', id, error: toWireError(error) });
    }
  }

  /** Remembers an answer being prepared; {@link answer} itself never rejects. */
  function track(answering: Promise<void>): void {
    ended.add(answering);
    void answering.then(() => ended.delete(answering));
  }

  port.onClose(() => void close());
  port.onMessage((message) => {
    if (closed) return;
    const request = readRequest(message);
    if (request === null) return;
    if (request.type === 'cancel') running.get(request.id)?.cancel();
    else track(answer(request.id, request.method, request.arg));
  });
  return { close };
}

/** Checks a call and hands it on. */
async function dispatch(
  engine: RemoteEngine,
  method: unknown,
  arg: unknown,
  options: CallOptions,
): Promise<unknown> {
  if (typeof method !== 'string' || !isMethod(method)) {
    const name = typeof method === 'string' ? `"${method.slice(0, 50)}"` : `of type ${typeof method}`;
    throw new AppError('UNKNOWN_METHOD', `There is no method ${name}.`);
  }
  const checked = checkArgument(method, arg);
  const handler = engine[method] as (arg: unknown, options: CallOptions) => Promise<unknown>;
  return handler(checked, options);
}

/** A message that may be answered; null for one without a usable id, to which no answer could be addressed. */
function readRequest(
  message: unknown,
): { type: 'cancel'; id: number } | { type: 'call'; id: number; method: unknown; arg: unknown } | null {
  if (typeof message !== 'object' || message === null) return null;
  const { type, id, method, arg } = message as Record<'type' | 'id' | 'method' | 'arg', unknown>;
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) return null;
  if (type === 'cancel') return { type, id };
  return type === 'call' ? { type, id, method, arg } : null;
}

/** Lets through the first progress, a new stage, the first rows, the end of a stage, and otherwise one per interval. */
function throttled(send: (progress: Progress) => void): (progress: Progress) => void {
  let stage: string | null = null;
  let sentAt = 0;
  let sentRows = false;
  return (progress) => {
    const now = Date.now();
    const finished = progress.total !== null && progress.done >= progress.total;
    const rows = (progress.firstRows?.length ?? 0) > 0;
    const news = progress.stage !== stage || finished || (rows && !sentRows);
    if (!news && now - sentAt < PROGRESS_EVERY_MS) return;
    stage = progress.stage;
    sentAt = now;
    sentRows ||= rows;
    send(progress);
  };
}
