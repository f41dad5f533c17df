import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Filter } from '../../shared/filter/filter.ts';
import type { UsageState } from './usage-store.ts';
import type { ViewState } from './view-store.ts';

/** What was on screen: a view, what it showed beside the log, and its filter. */
export interface Place
  extends Pick<ViewState, 'view' | 'auditScope' | 'source'>,
    Pick<UsageState, 'tab' | 'drillDown'> {
  readonly filter: Filter;
}

/** Where one has been. Numbers of places only grow, so that a number means one place for good. */
export interface PlacesState {
  readonly places: readonly Place[];
  /** Number of the first place that is kept. */
  readonly first: number;
  /** Number of the place on screen. */
  readonly at: number;
}

/** Places that are kept. */
const PLACES_KEPT = 200;

export interface PlacesStore extends StoreApi<PlacesState> {
  /** Goes to a new place; those that lay ahead are gone. Returns its number. */
  readonly visit: (place: Place) => number;
  /** Puts another place where one is, as when the bounds of a preset moved. */
  readonly amend: (place: Place) => void;
  /** Goes to a place one has been at; null when it is not kept any more. */
  readonly move: (at: number) => Place | null;
  /** Begins anew at a place. Returns its number. */
  readonly begin: (place: Place) => number;
}

export function createPlacesStore(start: Place): PlacesStore {
  const store = createStore<PlacesState>(() => ({ places: [start], first: 0, at: 0 }));

  function visit(place: Place): number {
    const { places, first, at } = store.getState();
    const all = [...places.slice(0, at - first + 1), place];
    const kept = all.slice(-PLACES_KEPT);
    store.setState({ places: kept, first: first + all.length - kept.length, at: at + 1 });
    return at + 1;
  }

  function amend(place: Place): void {
    const { places, first, at } = store.getState();
    store.setState({ places: places.with(at - first, place) });
  }

  function move(at: number): Place | null {
    const { places, first } = store.getState();
    const place = places[at - first];
    if (place === undefined) return null;
    store.setState({ at });
    return place;
  }

  function begin(place: Place): number {
    const at = store.getState().at + 1;
    store.setState({ places: [place], first: at, at });
    return at;
  }

  return Object.assign(store, { visit, amend, move, begin });
}

/** Whether there is a place before the one on screen. */
export function canGoBack({ first, at }: PlacesState): boolean {
  return at > first;
}

/** Whether there is a place behind the one on screen. */
export function canGoForward({ places, first, at }: PlacesState): boolean {
  return at < first + places.length - 1;
}
