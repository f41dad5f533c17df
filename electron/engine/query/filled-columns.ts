import type { ColumnInfo } from '../../../shared/api/contract.ts';
import { extraRef } from '../../../shared/domain/field-ref.ts';
import { FIELD_NAMES, fieldSpec } from '../../../shared/domain/fields.ts';
import { eventRunsOf } from '../store/identities.ts';
import type { IndexSegment } from '../store/index-segments.ts';
import type { Workspace } from '../store/workspace.ts';
import { countFilled, type Filled } from './column-fill.ts';
import type { ExtraNames } from './extra-names.ts';

/**
 * The columns a grid can show: fields with values in their order, then extra columns in order of appearance, each
 * with the number of events that have a value. Columns that only events left out have are none.
 * @param filled in all events
 * @param leftOut in events of withdrawn sources
 */
export function filledColumns(filled: Filled, leftOut: Filled, extraNames: ExtraNames): ColumnInfo[] {
  const count = (name: string): number => (filled.get(name) ?? 0) - (leftOut.get(name) ?? 0);
  const fields = FIELD_NAMES.map((name): ColumnInfo => {
    const { label, kind } = fieldSpec(name);
    return { ref: name, label, kind, extra: false, filled: count(name) };
  });
  const extra = [...extraNames].flatMap(([id, name]): ColumnInfo[] => {
    const left = count(`c${id}`);
    if (left === 0 && leftOut.has(`c${id}`)) return [];
    return [{ ref: extraRef(name), label: name, kind: 'text', extra: true, filled: left }];
  });
  return [...fields.filter((column) => column.filled > 0), ...extra];
}

/** What the stored index says of its columns. */
export function filledInSegments(segments: readonly IndexSegment[]): Filled {
  const filled = new Map<string, number>();
  for (const { names } of segments) addTo(filled, names ?? []);
  return filled;
}

/** The same of some sources alone. Segments that hold other events as well are counted from the rows. */
export function filledInSources(
  ws: Workspace,
  sources: readonly number[],
  segments: readonly IndexSegment[],
  extraNames: ExtraNames,
): Filled {
  const filled = new Map<string, number>();
  for (const source of sources) {
    for (const { firstEvent: first, lastEvent: last } of eventRunsOf(ws, source)) {
      for (const { firstEvent, count, names } of segments) {
        const from = Math.max(first, firstEvent);
        const to = Math.min(last, firstEvent + count - 1);
        if (from > to) continue;
        if (to - from + 1 === count && names !== null) addTo(filled, names);
        else addTo(filled, countFilled(ws.db, extraNames, from - 1, to));
      }
    }
  }
  return filled;
}

function addTo(filled: Map<string, number>, more: Iterable<readonly [string, number]>): void {
  for (const [name, events] of more) filled.set(name, (filled.get(name) ?? 0) + events);
}
