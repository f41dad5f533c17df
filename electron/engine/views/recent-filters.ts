import type Database from 'better-sqlite3';
import * as v from 'valibot';
import { filterSchema } from '../../../shared/filter/filter.ts';
import {
  keptFilter,
  RECENT_FILTERS,
  type RecentFilter,
  SCOPES,
  sameKeptFilter,
} from '../../../shared/views/saved-view.ts';
import { sql } from '../sql.ts';
import { selectValue } from '../store/run-sql.ts';
import { writeSetting } from './apart.ts';

const KEY = 'recentFilters';

const stored = v.array(v.object({ filter: filterSchema, scope: v.picklist(SCOPES), at: v.string() }));

/** Filters that were in use, newest first. They name people and things of the log, so they stay in its workspace. */
export function recentFilters(db: Database.Database): readonly RecentFilter[] {
  const text = selectValue(db, sql`SELECT value FROM setting WHERE key = ${KEY}`);
  if (typeof text !== 'string') return [];
  try {
    const parsed = v.safeParse(stored, JSON.parse(text));
    return parsed.success ? parsed.output : [];
  } catch {
    return []; // another program changed it: nothing that is missed
  }
}

/** Puts a filter on top of the recent ones, once. */
export function rememberFilter(
  db: Database.Database,
  { filter, scope, at }: RecentFilter,
): readonly RecentFilter[] {
  const others = recentFilters(db).filter(
    (other) => other.scope !== scope || !sameKeptFilter(other.filter, filter),
  );
  const recent = [{ filter: keptFilter(filter), scope, at }, ...others].slice(0, RECENT_FILTERS);
  writeSetting(db, KEY, recent);
  return recent;
}

/** Forgets them. */
export function forgetFilters(db: Database.Database): null {
  writeSetting(db, KEY, null);
  return null;
}
