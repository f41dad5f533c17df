import type { EventRow } from '../../shared/domain/event.ts';
import { extraRef } from '../../shared/domain/field-ref.ts';
import { hasDetail } from '../detail/request-line.ts';

/**
 * Whether an event has more to show than its row does: a detail, changes, or columns of the file that are not among
 * those on screen. Rows come with all of these, so it costs no question.
 */
export function hasMore(row: EventRow, shown: ReadonlySet<string>): boolean {
  return (
    hasDetail(row.detail) ||
    hasDetail(row.changes) ||
    row.extra.some(([column, value]) => value !== '' && !shown.has(extraRef(column)))
  );
}
