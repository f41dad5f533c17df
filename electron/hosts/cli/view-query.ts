import { NEWEST_FIRST, type Sort } from '../../../shared/api/contract.ts';
import type { RemoteEngine } from '../../../shared/api/remote.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Filter, TimeRange } from '../../../shared/filter/filter.ts';
import { resolveAsOf } from '../../../shared/time/as-of.ts';
import { resolvePreset } from '../../../shared/time/range.ts';
import { reviewedFilter } from '../../../shared/views/review.ts';
import type { SavedView } from '../../../shared/views/saved-view.ts';
import { type FilterFlags, filterOf } from './options.ts';

/** What a command asks for: the events, and their order where nobody said another. */
interface CommandQuery {
  readonly filter: Filter;
  readonly sort: Sort;
}

/**
 * The filter that the flags stand for, with the saved view they name: everything joined by AND, but for the time,
 * where `--from` and `--to` win.
 * @throws BAD_QUERY, BAD_ARGUMENT, UNKNOWN_VIEW
 */
export async function queryIn(engine: RemoteEngine, flags: FilterFlags): Promise<CommandQuery> {
  const own = filterOf(flags);
  if (flags.view === undefined) {
    if (flags.sinceReview)
      throw new AppError('BAD_ARGUMENT', '--since-review needs a saved view: name it with --view.');
    return { filter: own, sort: NEWEST_FIRST };
  }
  const view = await viewNamed(engine, flags.view);
  const given = flags.from !== undefined || flags.to !== undefined;
  const time = given ? own.time : await rangeOf(engine, view, flags.timezone);
  const filter = reviewedFilter(view, lastReview(view, flags), time, flags.sinceReview ?? false);
  return {
    filter: { time: given ? own.time : filter.time, chips: [...filter.chips, ...own.chips] },
    sort: view.sort,
  };
}

/** @throws UNKNOWN_VIEW naming those there are */
export async function viewNamed(engine: RemoteEngine, name: string): Promise<SavedView> {
  const { views } = await engine.savedViews({});
  const wanted = name.trim().toLowerCase();
  const found = views.find((view) => view.name.toLowerCase() === wanted);
  if (found !== undefined) return found;
  const names = views.slice(0, 10).map((view) => `"${view.name}"`);
  const known = names.length === 0 ? 'This workspace has none.' : `There are ${names.join(', ')}.`;
  throw new AppError('UNKNOWN_VIEW', `There is no saved view called "${name}". ${known}`, { name });
}

function lastReview(
  { name, reviews }: SavedView,
  { sinceReview }: FilterFlags,
): SavedView['reviews'][0] | null {
  const [last = null] = reviews;
  if (sinceReview && last === null) {
    throw new AppError(
      'BAD_ARGUMENT',
      `"${name}" was never reviewed. Leave --since-review out to see all of it.`,
    );
  }
  return last;
}

/** A relative range ends where the workspace does, as on screen. */
async function rangeOf(
  engine: RemoteEngine,
  { filter: { time } }: SavedView,
  timezone: string | undefined,
): Promise<TimeRange> {
  if (time.preset === 'custom') return time;
  const zone = timezone ?? time.zone;
  const newest = (await engine.workspace({}))?.newestTime ?? null;
  return resolvePreset(time.preset, zone, resolveAsOf(null, newest, Date.now() * 1_000, zone).at);
}
