import { resolve } from 'node:path';
import { remoteEngine } from '../../../shared/api/client.ts';
import {
  type EngineEvent,
  type Lane as LaneName,
  METHODS,
  type Method,
  type WorkspaceInfo,
} from '../../../shared/api/contract.ts';
import type { CallOptions, RemoteEngine } from '../../../shared/api/remote.ts';
import type { Dispatcher } from '../../../shared/api/serve.ts';
import type { Engine } from '../../engine/engine.ts';
import { type FileGrant, FileGrants } from '../../engine/file-grants.ts';
import { Lane } from './lane.ts';
import { laneThreadEntry } from './lane-thread-entry.ts';
import { warmUp } from './warm-up.ts';

export interface EngineThreadsOptions {
  /** Program of the threads; the default is right in a checkout and in the desktop build. */
  readonly entry?: URL;
  /** Told when a thread ended that should not have. The default writes one line to standard error. */
  readonly onCrash?: (lane: LaneName, reason: Error) => void;
}

/** The lanes of one open workspace. */
interface OpenLanes {
  readonly path: string;
  readonly lanes: Readonly<Record<LaneName, Lane>>;
}

/**
 * The engine in threads of its own, one for each lane of the contract, so that queries are answered while an import
 * or an export runs and the thread of the host never waits for SQLite. Serve it on as many ports as there are views.
 */
export class EngineThreads implements Dispatcher {
  readonly engine: RemoteEngine;
  readonly #entry: URL;
  readonly #onCrash: (lane: LaneName, reason: Error) => void;
  readonly #grants: FileGrant[] = [];
  readonly #files = new FileGrants();
  readonly #listeners = new Set<(event: EngineEvent) => void>();
  #open: OpenLanes | null = null;
  #closed: Engine | null = null;

  constructor(options: EngineThreadsOptions = {}) {
    this.#entry = options.entry ?? laneThreadEntry();
    this.#onCrash = options.onCrash ?? reportCrash;
    this.engine = remoteEngine((method, arg, callOptions) => {
      if (this.#open !== null) return this.#open.lanes[METHODS[method].lane].call(method, arg, callOptions);
      return this.#askWithoutWorkspace(method, arg, callOptions);
    });
  }

  /**
   * Opens a workspace in place of the one that is open; when that fails, the open one stays.
   * @throws what `openWorkspace` throws
   */
  async open(path: string, { create }: { create: boolean }): Promise<WorkspaceInfo | null> {
    const absolute = resolve(path);
    if (this.#open?.path === absolute) return this.engine.workspace({});
    const next = await this.#start(absolute, create);
    const previous = this.#open;
    this.#open = next;
    if (previous !== null) await stop(previous);
    const workspace = await this.engine.workspace({});
    if (workspace !== null && workspace.events > 0) warmUp(this.engine);
    this.#tell({ name: 'workspace', workspace });
    return workspace;
  }

  /** Closes the workspace: cancels what runs and waits until the threads have ended. */
  async close(): Promise<void> {
    const previous = this.#open;
    if (previous === null) return;
    this.#open = null;
    await stop(previous);
    this.#tell({ name: 'workspace', workspace: null });
  }

  /** Allows the engine to touch a file, and returns the handle by which views name it. */
  issue(path: string, mode: FileGrant['mode'], name?: string): FileGrant {
    const grant = this.#files.issue(path, mode, name);
    this.#spread(grant);
    return grant;
  }

  /** Takes over a grant issued in another process of the same program. */
  adopt(grant: FileGrant): void {
    this.#files.adopt(grant);
    this.#spread(grant);
  }

  onEvent(listen: (event: EngineEvent) => void): () => void {
    this.#listeners.add(listen);
    return () => this.#listeners.delete(listen);
  }

  /** The engine is loaded here only for this: it is a large program, and its threads load it too. */
  async #askWithoutWorkspace(method: Method, arg: unknown, options: CallOptions): Promise<unknown> {
    const { createEngine } = await import('../../engine/engine.ts');
    this.#closed ??= createEngine({ workspace: null, files: this.#files });
    const ask = this.#closed.engine[method] as (arg: unknown, options: CallOptions) => Promise<unknown>;
    return ask(arg, options);
  }

  /**
   * The writing thread opens first: it takes the lock and migrates, which the reading ones rely on. The one for jobs
   * starts with its first call.
   */
  async #start(path: string, create: boolean): Promise<OpenLanes> {
    const lane = (name: LaneName, after?: Promise<unknown>) =>
      new Lane({
        ...(after !== undefined && { after }),
        entry: this.#entry,
        workspace: {
          path,
          access: name === 'write' ? 'readwrite' : 'readonly',
          create: name === 'write' && create,
          apart: name === 'query', // the write lane holds the lock
        },
        grants: () => this.#grants,
        onEvent: (event) => this.#tell(event),
        onCrash: (reason) => this.#onCrash(name, reason),
      });
    const write = lane('write');
    const migrated = write.start();
    const open: OpenLanes = { path, lanes: { write, query: lane('query', migrated), job: lane('job') } };
    try {
      await Promise.all([migrated, open.lanes.query.start()]);
    } catch (error) {
      await stop(open);
      throw error;
    }
    return open;
  }

  #spread(grant: FileGrant): void {
    this.#grants.push(grant);
    if (this.#open !== null) for (const lane of Object.values(this.#open.lanes)) lane.grant(grant);
  }

  #tell(event: EngineEvent): void {
    for (const listen of [...this.#listeners]) listen(event);
  }
}

/** The reading threads first, so that the writing one is the last to close and can fold the write-ahead log away. */
async function stop({ lanes }: OpenLanes): Promise<void> {
  await Promise.all([lanes.query.stop(), lanes.job.stop()]);
  await lanes.write.stop();
}

function reportCrash(lane: LaneName, reason: Error): void {
  console.error(`trailglass: the ${lane} thread of the engine ended and is started again: ${reason.message}`);
}
