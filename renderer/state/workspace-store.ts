import { createStore, type StoreApi } from 'zustand/vanilla';
import type { WorkspaceInfo } from '../../shared/api/contract.ts';
import type { EngineClient } from '../../shared/api/remote.ts';
import type { AppError } from '../../shared/errors.ts';
import { asAppError } from '../engine/as-app-error.ts';

/** The open workspace as the views know it. */
export interface WorkspaceState {
  /** Null until the engine has answered, and when none is open. */
  readonly info: WorkspaceInfo | null;
  readonly loaded: boolean;
  /** Results of one revision agree with each other; a new one makes every view ask again. */
  readonly revision: number;
  /** Grows whenever the engine opens a workspace: another one, or the same again after it was started anew. */
  readonly epoch: number;
  /** Whether the engine can no longer be reached. */
  readonly lost: boolean;
  readonly error: AppError | null;
}

/** While an import writes, views are refreshed at most this often. */
const REFRESH_EVERY_MS = 500;

/** Follows the engine: loads the workspace, and again (not too often) whenever stored events change. */
export function createWorkspaceStore(
  client: EngineClient,
): StoreApi<WorkspaceState> & { readonly refresh: () => Promise<void> } {
  const store = createStore<WorkspaceState>(() => ({
    info: null,
    loaded: false,
    revision: 0,
    epoch: 0,
    lost: false,
    error: null,
  }));
  let lastRefresh = 0;
  let waiting: ReturnType<typeof setTimeout> | null = null;

  async function refresh(): Promise<void> {
    lastRefresh = Date.now();
    try {
      take(await client.engine.workspace({}));
    } catch (error) {
      store.setState({ loaded: true, error: asAppError(error) });
    }
  }

  function take(info: WorkspaceInfo | null): void {
    store.setState({ info, loaded: true, revision: info?.revision ?? 0, error: null });
  }

  function refreshSoon(): void {
    if (waiting !== null) return;
    const wait = Math.max(0, lastRefresh + REFRESH_EVERY_MS - Date.now());
    waiting = setTimeout(() => {
      waiting = null;
      void refresh();
    }, wait);
  }

  client.onEvent((event) => {
    if (event.name === 'changed') {
      refreshSoon();
      return;
    }
    if (event.name !== 'workspace') return;
    store.setState(({ epoch }) => ({ epoch: epoch + 1 }));
    take(event.workspace);
  });
  client.onLost(() => store.setState({ lost: true }));

  return Object.assign(store, { refresh });
}

/** Names the state of the stored events: answers to a question hold as long as this stays the same. */
export function stateOfEvents({ epoch, revision }: WorkspaceState): string {
  return `${epoch}.${revision}`;
}

/** Whether there are events whose column index cannot be used. */
export function needsIndex({ info }: WorkspaceState): boolean {
  return info !== null && info.events > 0 && !info.index.ready;
}
