import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SavedViews } from '../../shared/api/contract.ts';
import type { SavedView } from '../../shared/views/saved-view.ts';

/** The saved view on screen. */
export interface AppliedView {
  readonly id: number;
  /** Whether what is new since its last review is shown, in place of its own time range. */
  readonly since: boolean;
}

/** What the workspace keeps about how it is looked at, and which of it is on screen. */
export interface SavedViewsState extends SavedViews {
  readonly applied: AppliedView | null;
  /** Which of its two menus is open. */
  readonly menu: 'views' | 'save' | null;
}

export type SavedViewsStore = StoreApi<SavedViewsState>;

export function createSavedViewsStore(): SavedViewsStore {
  return createStore<SavedViewsState>(() => ({
    ...{ views: [], defaultView: null, recent: [], unreadable: [], user: '' },
    applied: null,
    menu: null,
  }));
}

/** The saved view on screen; null when there is none, or it was deleted. */
export function appliedView({ views, applied }: SavedViewsState): SavedView | null {
  return views.find(({ id }) => id === applied?.id) ?? null;
}
