import type { ReviewViewArg } from '../../../shared/api/contract.ts';
import { reviewedFilter } from '../../../shared/views/review.ts';
import type { SavedView } from '../../../shared/views/saved-view.ts';
import type { QueryContext, QueryEngine } from '../query/query-engine.ts';
import { sql } from '../sql.ts';
import { execute, selectNumber } from '../store/run-sql.ts';
import type { Workspace } from '../store/workspace.ts';
import { changing } from './apart.ts';
import { requireView } from './saved-views.ts';

/**
 * Notes that the events of a view were reviewed: which, how many there were, and up to which import.
 * @throws UNKNOWN_VIEW, FORBIDDEN
 */
export function reviewView(
  ws: Workspace,
  queries: QueryEngine,
  { id, time, since, by, note }: ReviewViewArg,
  context: QueryContext,
): SavedView {
  const view = requireView(ws.db, id);
  const [last = null] = view.reviews;
  const continued = since && last !== null;
  // Ids first: an event that arrives between the two is counted now and offered once more, never passed over.
  const lastEvent = selectNumber(ws.db, sql`SELECT max(id) FROM event_data`) ?? 0;
  const { events } = queries.summary(reviewedFilter(view, last, time, since), context);
  const range = continued ? { from: null, to: null } : time;
  return changing(ws, (db) => {
    execute(
      db,
      sql`INSERT INTO review (savedView, reviewedAt, reviewedBy, fromTime, toTime, since, lastEvent, events, note)
          VALUES (${id}, ${ws.clock().toISOString()}, ${by}, ${range.from}, ${range.to}, ${continued ? 1 : 0},
            ${lastEvent}, ${events}, ${note})`,
    );
    return requireView(db, id);
  });
}
