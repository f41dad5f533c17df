import type Database from 'better-sqlite3';
import type { Review } from '../../../shared/views/saved-view.ts';
import { sql } from '../sql.ts';
import { selectRows } from '../store/run-sql.ts';

/** The reviews of a view, newest first. */
export function reviewsOf(db: Database.Database, view: number): readonly Review[] {
  const rows = selectRows(
    db,
    sql`SELECT id, reviewedAt, reviewedBy, fromTime, toTime, since, lastEvent, events, note
        FROM review WHERE savedView = ${view} ORDER BY id DESC`,
  );
  return rows.map(([id, at, by, from, to, since, lastEvent, events, note]) => ({
    id: Number(id),
    at: String(at),
    by: String(by),
    from: from === null ? null : Number(from),
    to: to === null ? null : Number(to),
    since: since === 1,
    lastEvent: Number(lastEvent),
    events: Number(events),
    note: String(note),
  }));
}
