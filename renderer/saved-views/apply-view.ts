import { NEWEST_FIRST, type Sort } from '../../shared/api/contract.ts';
import { parseFieldRef } from '../../shared/domain/field-ref.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import type { SavedView, Scope } from '../../shared/views/saved-view.ts';
import { currentAsOf, type Services } from '../app/services.ts';
import { retime } from '../filters/time-frame.ts';
import { filterOfView } from './view-on-screen.ts';

type Concerned = Pick<
  Services,
  'engine' | 'workspace' | 'view' | 'filter' | 'columns' | 'histogram' | 'preferences' | 'savedViews'
>;

/**
 * Shows a saved view: its events, filter, order and columns. Relative ranges end where "as of" is now.
 * @param since shows what is new since its last review, in place of its own time range
 */
export async function applyView(services: Concerned, view: SavedView, since = false): Promise<void> {
  const { columns, savedViews } = services;
  const { sort, columns: shown } = await layoutHere(services, view);
  showFilter(services, filterOfView(view, since), view.scope);
  columns.edit(view.scope, (before) => ({ ...before, preset: null, shown }));
  columns.sortBy(view.scope, sort);
  if (view.histogram !== null) showHistogram(services, view.scope, view.histogram);
  savedViews.setState({ applied: { id: view.id, since }, menu: null });
}

/** Shows the histogram as a view has it, with the way back from its zoom. */
function showHistogram(
  { histogram, filter }: Pick<Services, 'histogram' | 'filter'>,
  scope: Scope,
  { by, bucket, shown, table, zoomedFrom }: NonNullable<SavedView['histogram']>,
): void {
  histogram.stackBy(scope, by);
  histogram.chooseBucket(scope, bucket);
  histogram.show(shown);
  const to = filter.getState().filter.time;
  histogram.setState({ tableOpen: table, zoom: zoomedFrom === null ? null : { before: zoomedFrom, to } });
}

/** Shows a filter in the log view of its scope. It can be undone. */
export function showFilter(
  services: Pick<Services, 'workspace' | 'view' | 'filter' | 'preferences'>,
  filter: Filter,
  scope: Scope,
): void {
  const { view, preferences } = services;
  view.setState(scope === 'usage' ? { view: 'usage' } : { view: 'audit', auditScope: scope });
  const { zone } = preferences.getState();
  services.filter.apply(() => retime(filter, zone, currentAsOf(services).at));
}

/** A view of another workspace may be ordered by a column that this one lacks, or show only such. */
async function layoutHere(
  { engine }: Pick<Services, 'engine'>,
  { sort, columns }: Pick<SavedView, 'sort' | 'columns'>,
): Promise<{ sort: Sort; columns: string[] | null }> {
  if (columns === null && parseFieldRef(sort.field).kind !== 'extra') return { sort, columns };
  const known = new Set((await engine.columns({})).map(({ ref }) => ref));
  return {
    sort: parseFieldRef(sort.field).kind !== 'extra' || known.has(sort.field) ? sort : NEWEST_FIRST,
    columns: columns?.some((ref) => known.has(ref)) === true ? [...columns] : null,
  };
}
