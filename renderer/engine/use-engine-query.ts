import { useEffect, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { EngineApi, Method } from '../../shared/api/contract.ts';
import type { RemoteEngine } from '../../shared/api/remote.ts';
import { useServices } from '../app/services-context.ts';
import { stateOfEvents } from '../state/workspace-store.ts';
import { LatestQuery, type QueryState } from './latest-query.ts';

/** A question's state, and the way to ask it once more. */
export interface EngineQuery<T> extends QueryState<T> {
  readonly retry: () => void;
}

/**
 * Asks the engine and keeps the answer up to date: again when the argument changes, again when stored events
 * change. Latest question wins; the old answer stays while the new one is under way. Null asks nothing.
 * @param ask asks in place of the engine, which may know the answer already
 */
export function useEngineQuery<M extends Method>(
  method: M,
  arg: Parameters<EngineApi[M]>[0] | null,
  ask: RemoteEngine[M] | null = null,
): EngineQuery<ReturnType<EngineApi[M]>> {
  const { engine, workspace } = useServices();
  const events = useStore(workspace, stateOfEvents);
  const [query] = useState(() => new LatestQuery<ReturnType<EngineApi[M]>>());
  const [attempt, setAttempt] = useState(0);
  const key = arg === null ? null : JSON.stringify([method, events, attempt, arg]);

  // The key stands for the argument: it changes exactly when the question does.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `arg` is a new object on every render
  useEffect(() => {
    if (key === null || arg === null) query.drop();
    else query.ask(key, (signal) => (ask ?? engine[method])(arg, { signal }));
  }, [query, key, engine, method]);
  useEffect(() => () => query.pause(), [query]);

  const state = useSyncExternalStore(query.subscribe, query.snapshot);
  // Until the new question is asked, which is after this drawing, the state is that of the one before.
  const stale = state.stale || (state.data !== null && key !== null && !query.answers(key));
  return { ...state, stale, retry: () => setAttempt((count) => count + 1) };
}
