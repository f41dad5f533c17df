import { createStore, type StoreApi } from 'zustand/vanilla';
import { EMPTY_FILTER, type Filter } from '../../shared/filter/filter.ts';

/** The one filter of all views, with the way back. */
export interface FilterState {
  readonly filter: Filter;
  readonly past: readonly Filter[];
  readonly future: readonly Filter[];
}

/** A pure edit of a filter, as in `shared/filter/edit.ts`. */
export type FilterEdit = (filter: Filter) => Filter;

export interface FilterStore extends StoreApi<FilterState> {
  /** Applies an edit the user made; it can be undone. An edit that changes nothing is not remembered. */
  readonly apply: (edit: FilterEdit) => void;
  /** Applies a consequence of another setting (a new zone, a new "as of"): not a step of its own. */
  readonly adjust: (edit: FilterEdit) => void;
  /** Begins anew, with no way back: another workspace was opened. */
  readonly reset: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** Steps that can be undone. */
const STEPS_KEPT = 200;

export function createFilterStore(initial: Filter = EMPTY_FILTER): FilterStore {
  const store = createStore<FilterState>(() => ({ filter: initial, past: [], future: [] }));

  function apply(edit: FilterEdit): void {
    const { filter, past } = store.getState();
    const next = edit(filter);
    if (sameFilter(next, filter)) return;
    store.setState({ filter: next, past: [...past, filter].slice(-STEPS_KEPT), future: [] });
  }

  function adjust(edit: FilterEdit): void {
    const { filter } = store.getState();
    const next = edit(filter);
    if (!sameFilter(next, filter)) store.setState({ filter: next });
  }

  function reset(): void {
    store.setState({ filter: initial, past: [], future: [] });
  }

  function undo(): void {
    const { filter, past, future } = store.getState();
    const previous = past.at(-1);
    if (previous === undefined) return;
    store.setState({ filter: previous, past: past.slice(0, -1), future: [filter, ...future] });
  }

  function redo(): void {
    const { filter, past, future } = store.getState();
    const [next, ...rest] = future;
    if (next === undefined) return;
    store.setState({ filter: next, past: [...past, filter], future: rest });
  }

  return Object.assign(store, { apply, adjust, reset, undo, redo });
}

function sameFilter(a: Filter, b: Filter): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
