import { createStore, type StoreApi } from 'zustand/vanilla';

/** Where the keyboard is in the grid and which event is open. */
export interface SelectionState {
  /** Place of the active row in the current order; null before the grid was entered. */
  readonly row: number | null;
  /** Place of the active cell among the visible columns. */
  readonly column: number;
  /** The event shown in the detail pane; null when it is closed. */
  readonly openEvent: number | null;
  /** Rows of the result on screen; null while no log is shown. */
  readonly total: number | null;
}

const NOTHING = { row: null, column: 0, openEvent: null };

export interface SelectionStore extends StoreApi<SelectionState> {
  /** Forgets everything: what was selected is not in the new result, or not at that place. */
  readonly reset: () => void;
}

export function createSelectionStore(): SelectionStore {
  const store = createStore<SelectionState>(() => ({ ...NOTHING, total: null }));
  return Object.assign(store, { reset: () => store.setState(NOTHING) });
}
