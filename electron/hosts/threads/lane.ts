import { Worker } from 'node:worker_threads';
import { createClient } from '../../../shared/api/client.ts';
import type { EngineEvent, Method } from '../../../shared/api/contract.ts';
import type { Port } from '../../../shared/api/port.ts';
import type { CallOptions, RemoteEngine } from '../../../shared/api/remote.ts';
import { AppError, fromWireError } from '../../../shared/errors.ts';
import type { FileGrant } from '../../engine/file-grants.ts';
import { CallQueue } from './call-queue.ts';
import type { FromLane, LaneStart, ToLane } from './lane-messages.ts';

/**
 * An import makes many short-lived values. Left alone, V8 lets the space for new ones grow until it costs more
 * memory than everything else; three spaces of 8 MB keep it at 230 MB and are no slower. The command line has the
 * same limit as a flag of its own.
 */
const YOUNG_GENERATION = { maxYoungGenerationSizeMb: 24 } as const;

export interface LaneOptions {
  /** The thread's program. */
  readonly entry: URL;
  readonly workspace: LaneStart['workspace'];
  /** What must be done before this lane opens the workspace; its program is loaded meanwhile. */
  readonly after?: Promise<unknown>;
  /** Every grant issued so far; a restarted thread is given them again. */
  readonly grants: () => readonly FileGrant[];
  readonly onEvent: (event: EngineEvent) => void;
  /** Told why a thread ended that should not have. */
  readonly onCrash: (reason: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly engine: RemoteEngine;
}

/** How long a thread may take to end by itself before it is ended. */
const STOP_WITHIN_MS = 10_000;

/**
 * One thread with one connection to the workspace. Calls run one at a time. When the thread crashes, the running call
 * fails with `ENGINE_LOST`, a new thread is started, and the calls that waited go on there.
 */
export class Lane {
  readonly #options: LaneOptions;
  readonly #queue = new CallQueue();
  readonly #cancelled = new Int32Array(new SharedArrayBuffer(4));
  #thread: Promise<Thread> | null = null;
  #worker: Worker | null = null;
  #stopped = false;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  /**
   * Starts the thread and opens the workspace there.
   * @throws what opening the workspace throws
   */
  async start(): Promise<void> {
    await this.#running();
  }

  /** Runs a call when the ones before it have ended. */
  call(method: Method, arg: unknown, options: CallOptions): Promise<unknown> {
    return this.#queue.run(options.signal, async (signal) => {
      const { engine } = await this.#running();
      Atomics.store(this.#cancelled, 0, signal.aborted ? 1 : 0);
      signal.addEventListener('abort', () => Atomics.store(this.#cancelled, 0, 1), { once: true });
      const ask = engine[method] as (arg: unknown, options: CallOptions) => Promise<unknown>;
      return ask(arg, { ...options, signal });
    });
  }

  /** Makes a grant known to the thread, ahead of any call made after this. */
  grant(grant: FileGrant): void {
    if (this.#worker !== null) tell(this.#worker, { type: 'grant', grant });
  }

  /** Cancels what runs, closes the connection, ends the thread. */
  async stop(): Promise<void> {
    this.#stopped = true;
    const thread = await this.#thread?.catch(() => null);
    if (!thread) return;
    const ended = new Promise<void>((resolve) => thread.worker.once('exit', () => resolve()));
    const inTime = setTimeout(() => void thread.worker.terminate(), STOP_WITHIN_MS);
    void this.#queue.cancelAll().then(() => tell(thread.worker, { type: 'close' }));
    await ended;
    clearTimeout(inTime);
  }

  #running(): Promise<Thread> {
    if (this.#stopped) {
      return Promise.reject(new AppError('ENGINE_LOST', 'The workspace was closed before this was done.'));
    }
    if (this.#thread === null) {
      const starting = this.#launch();
      this.#thread = starting;
      starting.catch(() => {
        if (this.#thread === starting) this.#thread = null; // the next call tries again
      });
    }
    return this.#thread;
  }

  #launch(): Promise<Thread> {
    const { entry, workspace, after, grants, onEvent, onCrash } = this.#options;
    const start: LaneStart = {
      workspace,
      grants: grants(),
      cancelled: this.#cancelled.buffer as SharedArrayBuffer,
    };
    const worker = new Worker(entry, { workerData: start, resourceLimits: YOUNG_GENERATION });
    this.#worker = worker;
    return new Promise<Thread>((resolve, reject) => {
      let opened = false;
      let reason = new Error('a thread of the engine ended without saying why');
      const client = createClient(portOf(worker));
      const open = (): void => tell(worker, { type: 'open' });
      const giveUp = (error: unknown): void => {
        reject(error);
        void worker.terminate();
      };
      client.onEvent(onEvent);
      worker.on('message', (message: FromLane) => {
        if (message.type === 'loaded') void Promise.resolve(after).then(open, giveUp);
        else if (message.type === 'opened') {
          opened = true;
          resolve({ worker, engine: client.engine });
        } else if (message.type === 'refused') reject(fromWireError(message.error));
      });
      worker.on('error', (error: unknown) => {
        reason = error instanceof Error ? error : new Error(String(error));
      });
      worker.on('exit', () => {
        reject(new AppError('ENGINE_LOST', `A thread of the engine could not start: ${reason.message}`));
        if (opened && !this.#stopped) this.#restart(reason, onCrash);
      });
    });
  }

  #restart(reason: Error, onCrash: (reason: Error) => void): void {
    onCrash(reason);
    this.#thread = null;
    // A thread that cannot even open the workspace again says so to the next call, which tries once more.
    this.#running().catch(onCrash);
  }
}

function portOf(worker: Worker): Port {
  return {
    post: (message) => tell(worker, { type: 'contract', message }),
    onMessage(receive) {
      worker.on('message', (message: FromLane) => {
        if (message.type === 'contract') receive(message.message);
      });
    },
    onClose(closed) {
      worker.once('exit', closed);
    },
  };
}

function tell(worker: Worker, message: ToLane): void {
  worker.postMessage(message);
}
