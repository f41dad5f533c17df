import type { EventRow } from '../../shared/domain/event.ts';
import { extraRef } from '../../shared/domain/field-ref.ts';

/** JSON that says nothing. */
const EMPTY: ReadonlySet<string> = new Set(['', '{}', '[]', 'null', '""']);

/**
 * Whether an event has more to show than its row does: a detail, changes, or columns of the file that are not among
 * those on screen. Rows come with all of these, so it costs no question.
 */
export function hasMore(row: EventRow, shown: ReadonlySet<string>): boolean {
  return (
    isFilled(row.detail) ||
    isFilled(row.changes) ||
    row.extra.some(([column, value]) => value !== '' && !shown.has(extraRef(column)))
  );
}

function isFilled(json: string | null): boolean {
  return json !== null && !EMPTY.has(json.trim());
}
