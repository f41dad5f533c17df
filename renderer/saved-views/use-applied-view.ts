import { useStore } from 'zustand';
import type { SavedView } from '../../shared/views/saved-view.ts';
import { useServices } from '../app/services-context.ts';
import { type AppliedView, appliedView } from '../state/saved-views-store.ts';
import { differences, onScreen } from './view-on-screen.ts';

/** The saved view on screen, and in what the screen differs from it by now. */
export interface ViewOnScreen {
  readonly view: SavedView;
  readonly applied: AppliedView;
  readonly differs: readonly string[];
}

/** The saved view on screen, kept current; null when there is none. */
export function useAppliedView(): ViewOnScreen | null {
  const services = useServices();
  const state = useStore(services.savedViews);
  useStore(services.view);
  useStore(services.filter, (filter) => filter.filter);
  useStore(services.columns);
  useStore(services.histogram);
  const view = appliedView(state);
  if (view === null || state.applied === null) return null;
  return { view, applied: state.applied, differs: differences(view, state.applied, onScreen(services)) };
}
