import { NEWEST_FIRST, type RowsArg } from '../../../shared/api/contract.ts';
import type { EventRow } from '../../../shared/domain/event.ts';
import type { QueryContext } from './query-engine.ts';
import type { OnHits } from './text/mark-text-matches.ts';

/** Milliseconds between two reports, but for the first rows and the full page. */
const INTERVAL = 60;

/** What is asked for of the events that are searched for. */
type Wanted = Pick<RowsArg, 'sort' | 'offset' | 'limit'>;

/**
 * Tells how far a search is, and the first page as far as it is found: the rows in their order, when they are shown
 * as they are searched, newest first. Undefined when nobody listens.
 * @param total events to be searched
 * @param read gives the rows at positions
 */
export function searchProgress(
  { sort, offset, limit }: Wanted,
  total: number,
  read: (positions: readonly number[]) => readonly EventRow[],
  context: QueryContext,
): OnHits | undefined {
  if (context.progress === undefined) return undefined;
  const inOrder = sort.field === NEWEST_FIRST.field && sort.descending === NEWEST_FIRST.descending;
  const showsRows = inOrder && offset === 0;
  const found: number[] = [];
  let rows: readonly EventRow[] = [];
  let told = performance.now();
  return (positions, passed) => {
    const before = found.length;
    if (showsRows) for (const position of positions.subarray(0, limit - before)) found.push(position);
    const isNews = found.length > before && (before === 0 || found.length === limit);
    const now = performance.now();
    if (!isNews && now - told < INTERVAL) return;
    told = now;
    if (rows.length < found.length) rows = read(found);
    const firstRows = rows.length > 0 ? { firstRows: rows } : {};
    context.progress?.({
      stage: 'Searching',
      done: passed,
      total,
      unit: 'records',
      records: null,
      ...firstRows,
    });
  };
}
