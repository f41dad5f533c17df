import { EventEmitter } from 'node:events';
import { type UtilityProcess, utilityProcess } from 'electron';
import type { Reply, Request } from '../../../shared/api/envelope.ts';
import { AppError, fromWireError, type WireError } from '../../../shared/errors.ts';
import type { FromEngine, Grant, ToEngine } from './messages.ts';
import { OpenCalls } from './open-calls.ts';

/** How often the engine may end within {@link CRASH_WINDOW_MS} before it is not started again. */
const MOST_CRASHES = 3;
const CRASH_WINDOW_MS = 60_000;
const RESTART_AFTER_MS = 250;
/** Time for a workspace to close when the program ends; what is committed is safe in any case. */
const CLOSE_WITHIN_MS = 5_000;

/** Where the messages of one window go. */
export interface View {
  deliver(message: Reply): void;
  /** The engine is gone for good. */
  lost(): void;
}

interface Attached {
  readonly view: View;
  readonly calls: OpenCalls;
}

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/**
 * The engine process as the main process sees it: started, watched, started again when it ends by itself. Calls
 * that were running then fail with `ENGINE_LOST`; files stay granted and the workspace is opened again.
 *
 * Emits `stopped` (with what went wrong) when it is given up.
 */
export class EngineProcess extends EventEmitter<{ stopped: [AppError] }> {
  readonly #entry: string;
  readonly #views = new Map<number, Attached>();
  readonly #grants = new Map<string, Grant>();
  readonly #pending = new Map<number, Pending>();
  #child: UtilityProcess | null = null;
  #workspace: string | null = null;
  #lastId = 0;
  #crashes: number[] = [];
  #stopping = false;
  #restarting = false;
  /** What windows asked, and what the shell waits for, while the engine is being started again. */
  #held: ToEngine[] = [];
  #waiting: (() => void)[] = [];

  constructor(entry: string) {
    super();
    this.#entry = entry;
    this.#child = this.#start();
  }

  /** Path of the open workspace; null until one is. */
  get workspace(): string | null {
    return this.#workspace;
  }

  /**
   * Opens a workspace in place of the one before, which stays open when this fails.
   * @throws WORKSPACE_MISSING, WORKSPACE_BUSY, WORKSPACE_NEWER, WORKSPACE_FOREIGN, WORKSPACE_DAMAGED, ENGINE_LOST
   */
  async open(path: string, create: boolean): Promise<void> {
    await this.#settled();
    await this.#open(path, create);
  }

  /** Allows the engine to read or write one file. */
  async issue(file: Omit<Grant, 'handle'>): Promise<Grant> {
    await this.#settled();
    const grant = (await this.#ask((id) => ({ type: 'issue', id, file }))) as Grant;
    this.#grants.set(grant.handle, grant);
    return grant;
  }

  /** The grant behind a handle issued here, or null. */
  granted(handle: string): Grant | null {
    return this.#grants.get(handle) ?? null;
  }

  attach(id: number, view: View): void {
    this.#views.set(id, { view, calls: new OpenCalls() });
    this.#tell({ type: 'attach', view: id });
  }

  detach(id: number): void {
    this.#views.delete(id);
    this.#tell({ type: 'detach', view: id });
  }

  /** Passes a request of a window on. */
  request(id: number, request: Request): void {
    const attached = this.#views.get(id);
    if (attached === undefined) return;
    attached.calls.sent(request);
    if (this.#restarting) this.#held.push({ type: 'view', view: id, message: request });
    else if (this.#child === null) failCalls(attached, LOST);
    else this.#tell({ type: 'view', view: id, message: request });
  }

  /** Closes the workspace and ends the process. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (child === null) return;
    const inTime = setTimeout(() => child.kill(), CLOSE_WITHIN_MS);
    // Refused or ended by itself: then there is nothing left to close.
    await this.#ask((id) => ({ type: 'close', id })).catch(() => undefined);
    clearTimeout(inTime);
    child.kill();
  }

  async #open(path: string, create: boolean): Promise<void> {
    await this.#ask((id) => ({ type: 'open', id, path, create }));
    this.#workspace = path;
  }

  /** Resolves when no restart is under way. */
  #settled(): Promise<void> {
    return this.#restarting ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve();
  }

  #start(): UtilityProcess {
    const child = utilityProcess.fork(this.#entry, [], { serviceName: 'Trailglass engine' });
    child.on('message', (message: FromEngine) => this.#receive(message));
    child.on('exit', () => this.#ended());
    return child;
  }

  #tell(message: ToEngine): void {
    this.#child?.postMessage(message);
  }

  #ask(message: (id: number) => ToEngine): Promise<unknown> {
    if (this.#child === null) return Promise.reject(fromWireError(LOST));
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#tell(message(id));
    });
  }

  #receive(message: FromEngine): void {
    if (message.type === 'view') {
      const attached = this.#views.get(message.view);
      attached?.calls.answered(message.message);
      attached?.view.deliver(message.message);
      return;
    }
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.type === 'answer') pending?.resolve(message.value);
    else pending?.reject(fromWireError(message.error));
  }

  /** The process ended by itself: nothing that waits may wait for ever. */
  #ended(): void {
    this.#child = null;
    for (const pending of this.#pending.values()) pending.reject(fromWireError(LOST));
    this.#pending.clear();
    this.#held = [];
    for (const attached of this.#views.values()) failCalls(attached, LOST);
    if (this.#stopping) return;

    const now = Date.now();
    this.#crashes = [...this.#crashes.filter((at) => now - at < CRASH_WINDOW_MS), now];
    this.#restarting = true;
    if (this.#crashes.length > MOST_CRASHES) this.#giveUp(fromWireError(LOST));
    else setTimeout(() => void this.#startAgain(), RESTART_AFTER_MS);
  }

  async #startAgain(): Promise<void> {
    if (this.#stopping) return;
    this.#child = this.#start();
    for (const grant of this.#grants.values()) this.#tell({ type: 'adopt', grant });
    for (const id of this.#views.keys()) this.#tell({ type: 'attach', view: id });
    try {
      if (this.#workspace !== null) await this.#open(this.#workspace, false);
    } catch (error) {
      // A second crash has its own restart; a refusal will not change by trying again.
      if (error instanceof AppError && error.code !== 'ENGINE_LOST') this.#giveUp(error);
      return;
    }
    this.#restarted();
  }

  #restarted(): void {
    this.#restarting = false;
    for (const message of this.#held.splice(0)) this.#tell(message);
    for (const go of this.#waiting.splice(0)) go();
  }

  #giveUp(error: AppError): void {
    this.#held = [];
    for (const attached of this.#views.values()) {
      failCalls(attached, LOST);
      attached.view.lost();
    }
    this.#restarted();
    this.emit('stopped', error);
  }
}

/** Gives every open call of a view its one answer. */
function failCalls({ view, calls }: Attached, error: WireError): void {
  for (const reply of calls.fail(error)) view.deliver(reply);
}

const LOST: WireError = {
  code: 'ENGINE_LOST',
  message: 'The engine stopped unexpectedly. Stored events are safe; try again.',
};
