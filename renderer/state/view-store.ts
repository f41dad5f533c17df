import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Scope } from '../../shared/views/saved-view.ts';

/** The five views of the navigation. */
export const VIEWS = ['audit', 'usage', 'investigate', 'sources', 'evidence'] as const;
export type View = (typeof VIEWS)[number];

export type { Scope } from '../../shared/views/saved-view.ts';

/** What is on screen beside the filter. */
export interface ViewState {
  readonly view: View;
  /** Scope of the audit view; the usage view is about usage events only. */
  readonly auditScope: 'audit' | 'all';
  /** "As of" chosen by the user, µs UTC; null follows the rule of `shared/time/as-of.ts`. */
  readonly asOf: number | null;
  readonly paletteOpen: boolean;
  readonly shortcutsOpen: boolean;
  readonly goToOpen: boolean;
  readonly jobsOpen: boolean;
  /** The menu of the filter row that is open: `time`, `fields`, or a field; null when none is. */
  readonly filterMenu: string | null;
  /** The moment around which a window is being asked for, µs UTC; null when it is not. */
  readonly windowAround: number | null;
  /** Source shown in the Sources view. */
  readonly source: number | null;
}

export function createViewStore(): StoreApi<ViewState> {
  return createStore<ViewState>(() => ({
    view: 'audit',
    auditScope: 'audit',
    asOf: null,
    paletteOpen: false,
    shortcutsOpen: false,
    goToOpen: false,
    jobsOpen: false,
    filterMenu: null,
    windowAround: null,
    source: null,
  }));
}

/** The scope of a view's log. */
export function scopeOf({ view, auditScope }: Pick<ViewState, 'view' | 'auditScope'>): Scope {
  return view === 'usage' ? 'usage' : auditScope;
}

/** Whether a view shows a log. */
export function isLog(view: View): boolean {
  return view === 'audit' || view === 'usage';
}
