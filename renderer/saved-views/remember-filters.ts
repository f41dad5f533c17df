import { activeClauses } from '../../shared/filter/filter.ts';
import { keptFilter, RECENT_FILTERS } from '../../shared/views/saved-view.ts';
import type { Services } from '../app/services.ts';
import { runningJobs } from '../state/jobs-store.ts';
import { scopeOf } from '../state/view-store.ts';

type Concerned = Pick<
  Services,
  'engine' | 'workspace' | 'view' | 'filter' | 'selection' | 'jobs' | 'savedViews' | 'notices'
>;

/** A filter that stayed for so long was looked at. */
const LOOKED_AT_AFTER = 2_000;

/** Remembers filters that were used: they stayed for a while, or led to an event or an export. */
export function rememberFilters(services: Concerned): void {
  const { view, filter, selection, jobs } = services;
  let waiting: ReturnType<typeof setTimeout> | null = null;
  let remembered = '';

  function remember(): void {
    if (waiting !== null) clearTimeout(waiting);
    waiting = null;
    const recent = { filter: keptFilter(filter.getState().filter), scope: scopeOf(view.getState()) };
    const key = JSON.stringify(recent);
    if (activeClauses(recent.filter).length === 0 || key === remembered) return;
    remembered = key;
    keep(services, recent);
  }

  function wait(): void {
    if (waiting !== null) clearTimeout(waiting);
    waiting = setTimeout(remember, LOOKED_AT_AFTER);
  }

  filter.subscribe((now, before) => {
    if (now.filter !== before.filter) wait();
  });
  view.subscribe((now, before) => {
    if (scopeOf(now) !== scopeOf(before)) wait();
  });
  selection.subscribe((now, before) => {
    if (now.openEvent !== null && before.openEvent === null) remember();
  });
  jobs.subscribe((now, before) => {
    const exporting =
      now.jobs.length > before.jobs.length && runningJobs(now.jobs)[0]?.task.kind === 'export';
    if (exporting) remember();
  });
}

/** In the workspace; where that is only read, for as long as the page is open. */
function keep(
  { engine, workspace, savedViews, notices }: Concerned,
  recent: Parameters<Concerned['engine']['rememberFilter']>[0],
): void {
  const { info } = workspace.getState();
  if (info === null) return;
  if (info.canSave) {
    notices.watch('The filter was not added to the recent ones.', engine.rememberFilter(recent));
    return;
  }
  const key = JSON.stringify([recent.filter, recent.scope]);
  savedViews.setState(({ recent: before }) => ({
    recent: [
      { ...recent, at: new Date().toISOString() },
      ...before.filter((other) => JSON.stringify([other.filter, other.scope]) !== key),
    ].slice(0, RECENT_FILTERS),
  }));
}
