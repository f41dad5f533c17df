import { addClause } from '../filter/edit.ts';
import { type Clause, EMPTY_FILTER, type Filter, type TimeRange } from '../filter/filter.ts';
import { scopedFilter } from '../filter/scoped-filter.ts';
import type { Review, ViewContent } from './saved-view.ts';

/* What a review covers, and what is new since it. */

/** The filter of a view over a time range, its relative range resolved. */
export function viewFilter(view: Pick<ViewContent, 'filter'>, time: TimeRange): Filter {
  return { ...view.filter, time };
}

/**
 * What is new since a review: events at or after the end of what was reviewed, and events that were imported after it
 * whatever their time, or without one. Ids grow with every import, so the newest id of then tells the latter. A review
 * without an end covered all that was stored; then only what was imported after it is new.
 */
export function sinceClause({ to, lastEvent }: Pick<Review, 'to' | 'lastEvent'>): Clause {
  const imported: Clause = {
    kind: 'range',
    field: 'id',
    min: { value: lastEvent, inclusive: false },
    max: null,
  };
  if (to === null) return imported;
  const later: Clause = { kind: 'range', field: 'time', min: { value: to, inclusive: true }, max: null };
  return { kind: 'group', op: 'or', clauses: [later, imported] };
}

/** The filter of a view with what is new since its last review, over all time. */
export function sinceFilter(view: Pick<ViewContent, 'filter'>, last: Review): Filter {
  const { zone } = view.filter.time;
  return addClause(viewFilter(view, { ...EMPTY_FILTER.time, zone }), sinceClause(last));
}

/**
 * Of what is new since a review, that which was imported after it although it is older than what was reviewed, or has
 * no time.
 */
export function lateFilter(view: Pick<ViewContent, 'filter'>, last: Review): Filter {
  const since = sinceFilter(view, last);
  if (last.to === null) return since;
  const later: Clause = { kind: 'range', field: 'time', min: { value: last.to, inclusive: true }, max: null };
  return addClause(since, { kind: 'group', op: 'not', clauses: [later] });
}

/** What is new since a review and not in a time range: what marking this range as reviewed would pass over. */
export function passedOverFilter(
  view: Pick<ViewContent, 'filter'>,
  last: Review,
  { from, to }: TimeRange,
): Filter {
  const since = sinceFilter(view, last);
  if (from === null && to === null) return addClause(since, { kind: 'group', op: 'or', clauses: [] });
  const inRange: Clause = {
    kind: 'range',
    field: 'time',
    min: from === null ? null : { value: from, inclusive: true },
    max: to === null ? null : { value: to, inclusive: false },
  };
  return addClause(since, { kind: 'group', op: 'not', clauses: [inRange] });
}

/** The events a review of a view is about. */
export function reviewedFilter(
  view: Pick<ViewContent, 'filter' | 'scope'>,
  last: Review | null,
  time: TimeRange,
  since: boolean,
): Filter {
  const filter = since && last !== null ? sinceFilter(view, last) : viewFilter(view, time);
  return scopedFilter(filter, view.scope);
}
