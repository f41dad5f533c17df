import type Database from 'better-sqlite3';
import { type Column, type ColumnName, SEGMENT_EVENTS } from '../columns/column.ts';
import { numberColumn } from '../columns/number-column.ts';
import type { EventBatch } from '../record.ts';
import { insertSegment } from './column-index.ts';
import { columnsOfRows } from './columns-of-rows.ts';

/** Adds a batch to the column index. Call it inside the transaction that stores its rows, after them. */
export function indexBatch(
  db: Database.Database,
  source: number,
  firstEvent: number,
  events: EventBatch,
): void {
  const { count } = events;
  if (count === 0) return;
  if (count <= SEGMENT_EVENTS) {
    const sources: Column = numberColumn(new Int8Array(count), source, 1);
    const columns = new Map<ColumnName, Column>([['source', sources], ...events.columns]);
    insertSegment(db, firstEvent, { count, columns });
    return;
  }
  // Too many for one segment, which only batches of very short records are.
  for (let from = 0; from < count; from += SEGMENT_EVENTS) {
    const stretch = { firstEvent: firstEvent + from, count: Math.min(SEGMENT_EVENTS, count - from) };
    insertSegment(db, stretch.firstEvent, columnsOfRows(db, stretch));
  }
}
