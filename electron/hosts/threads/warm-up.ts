import { type DashboardArg, NEWEST_FIRST } from '../../../shared/api/contract.ts';
import type { RemoteEngine } from '../../../shared/api/remote.ts';
import { EMPTY_FILTER } from '../../../shared/filter/filter.ts';

/** What every view asks first: the columns that its answer is made of are then in memory. */
const FIRST_QUESTION: DashboardArg = {
  filter: EMPTY_FILTER,
  sort: NEWEST_FIRST,
  histogram: {
    bucket: null,
    measure: 'events',
    timezone: 'UTC',
    by: 'category',
    maxPoints: 1000,
    wholeRange: true,
  },
  breakdowns: [{ by: 'action', measure: 'events', limit: 40, withoutOwn: true }],
  offset: 0,
  limit: 100,
};

/** Loads what the first view needs while its page is still starting. It waits for nothing and changes nothing. */
export function warmUp(engine: Pick<RemoteEngine, 'dashboard'>): void {
  // What goes wrong here goes wrong again, and is reported, when a view asks.
  engine.dashboard(FIRST_QUESTION).catch(() => undefined);
}
