import type Database from 'better-sqlite3';
import type { Column, ColumnName, EventColumns } from '../columns/column.ts';
import { columnOfRows, columnsOfRows } from './columns-of-rows.ts';
import type { IndexSegment } from './index-segments.ts';

/** Most stretches kept: four million events, about 150 MB. */
const MAX_KEPT = 64;

/** Columns computed from the rows, by stretch. Stored rows never change, so they hold as long as the connection. */
const kept = new WeakMap<Database.Database, Map<string, EventColumns>>();

/**
 * One column of a stretch that the index does not have, from the rows. All columns are taken at once and kept,
 * because reading the rows costs most and the next question is about another column; beyond {@link MAX_KEPT}
 * stretches each column is read alone.
 */
export function computedColumn(
  db: Database.Database,
  segment: IndexSegment,
  name: ColumnName,
): Column | null {
  const stretches = kept.get(db) ?? new Map<string, EventColumns>();
  kept.set(db, stretches);
  const key = `${segment.firstEvent} ${segment.count}`;
  let columns = stretches.get(key);
  if (columns === undefined) {
    if (stretches.size >= MAX_KEPT) return columnOfRows(db, segment, name);
    columns = columnsOfRows(db, segment);
    stretches.set(key, columns);
  }
  return columns.columns.get(name) ?? null;
}

/** Lets go of what was computed, once the index is there. */
export function forgetComputed(db: Database.Database): void {
  kept.delete(db);
}
