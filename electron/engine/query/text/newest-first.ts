import { BIG_NULL } from '../../columns/column.ts';
import type { LoadedColumns } from '../loaded-columns.ts';

/**
 * All positions in the order in which the log is shown: newest first, ties by falling id, undated ones last. Null
 * when that is just backwards.
 */
export function newestFirst(columns: LoadedColumns): Uint32Array | null {
  const { count } = columns;
  const oldestFirst = columns.timeOrder();
  const dated = datedCount(columns, oldestFirst);
  if (oldestFirst === null && (dated === 0 || dated === count)) return null;
  const order = new Uint32Array(count);
  for (let at = 0; at < count; at += 1) {
    const from = at < dated ? dated - 1 - at : count - 1 - (at - dated);
    order[at] = oldestFirst === null ? from : (oldestFirst[from] ?? 0);
  }
  return order;
}

/** How many events have a time; in the order by time, they come before the others. */
function datedCount(columns: LoadedColumns, order: Uint32Array | null): number {
  const times = columns.numbers('time');
  if (times === null) return 0;
  let low = 0;
  let high = columns.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const position = order === null ? middle : (order[middle] ?? 0);
    const value = times.values[position];
    const isDated =
      times.kind === 'big' ? value !== BIG_NULL : value !== times.nullValue && !Number.isNaN(value);
    if (isDated) low = middle + 1;
    else high = middle;
  }
  return low;
}
