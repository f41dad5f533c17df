import type { ColumnInfo } from '../../../shared/api/contract.ts';
import { extraRef } from '../../../shared/domain/field-ref.ts';
import { FIELD_NAMES, fieldSpec } from '../../../shared/domain/fields.ts';
import type { IndexSegment } from '../store/index-segments.ts';
import type { ExtraNames } from './extra-names.ts';

/**
 * The columns a grid can show: fields with values in their order, then extra columns in order of appearance, each
 * with the number of events that have a value.
 * @param segments all of the stored index
 */
export function filledColumns(segments: readonly IndexSegment[], extraNames: ExtraNames): ColumnInfo[] {
  const filled = new Map<string, number>();
  for (const { names } of segments) {
    for (const [name, events] of names ?? []) filled.set(name, (filled.get(name) ?? 0) + events);
  }
  const fields = FIELD_NAMES.map((name): ColumnInfo => {
    const { label, kind } = fieldSpec(name);
    return { ref: name, label, kind, extra: false, filled: filled.get(name) ?? 0 };
  });
  const extra = [...extraNames].map(
    ([id, name]): ColumnInfo => ({
      ref: extraRef(name),
      label: name,
      kind: 'text',
      extra: true,
      filled: filled.get(`c${id}`) ?? 0,
    }),
  );
  return [...fields.filter((column) => column.filled > 0), ...extra];
}
