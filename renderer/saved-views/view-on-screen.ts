import type { Filter } from '../../shared/filter/filter.ts';
import { sinceFilter } from '../../shared/views/review.ts';
import { type SavedView, sameKeptFilter, type ViewContent } from '../../shared/views/saved-view.ts';
import type { Services } from '../app/services.ts';
import { findPreset } from '../grid/column-presets.ts';
import { isZoomed } from '../histogram/zoom.ts';
import type { AppliedView } from '../state/saved-views-store.ts';
import { scopeOf } from '../state/view-store.ts';

/** What of a log view a saved view keeps. */
export type OnScreen = Pick<ViewContent, 'scope' | 'filter' | 'sort' | 'columns' | 'histogram'>;

/** The stores that say what is on screen. */
export type ScreenStores = Pick<Services, 'view' | 'filter' | 'columns' | 'histogram'>;

/** What is on screen now, as a saved view would keep it. */
export function onScreen({ view, filter, columns, histogram }: ScreenStores): OnScreen {
  const scope = scopeOf(view.getState());
  const { sorts, choices } = columns.getState();
  const { shown: chosen, preset } = choices[scope];
  const { bucket, by, shown: barsShown, tableOpen, zoom } = histogram.getState();
  const { filter: onlyThese } = filter.getState();
  const shown = chosen ?? findPreset(preset)?.columns ?? null;
  return {
    scope,
    filter: onlyThese,
    sort: sorts[scope],
    columns: shown === null ? null : [...shown],
    histogram: {
      bucket: bucket[scope],
      by: by[scope],
      shown: barsShown,
      table: tableOpen,
      zoomedFrom: zoom !== null && isZoomed(onlyThese.time, zoom) ? zoom.before : null,
    },
  };
}

/** The filter a saved view shows. */
export function filterOfView(view: SavedView, since: boolean): Filter {
  const [last] = view.reviews;
  return since && last !== undefined ? sinceFilter(view, last) : view.filter;
}

/** In what the screen differs from a saved view; none when it shows that view. */
export function differences(view: SavedView, { since }: AppliedView, shown: OnScreen): readonly string[] {
  const found: string[] = [];
  if (shown.scope !== view.scope) found.push('events');
  if (!sameKeptFilter(shown.filter, filterOfView(view, since))) found.push('filter');
  if (JSON.stringify(shown.sort) !== JSON.stringify(view.sort)) found.push('order');
  if (JSON.stringify(shown.columns) !== JSON.stringify(view.columns)) found.push('columns');
  if (view.histogram !== null && looksOf(shown.histogram) !== looksOf(view.histogram))
    found.push('histogram');
  return found;
}

/** What a histogram looks like; the way back from a zoom is no part of that. */
function looksOf(histogram: OnScreen['histogram']): string {
  return JSON.stringify({ ...histogram, zoomedFrom: null });
}
