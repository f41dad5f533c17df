import type { EventRow } from '../../../shared/domain/event.ts';
import { type FieldName, fieldSpec } from '../../../shared/domain/fields.ts';
import { toIso, toIsoOrNull } from '../../../shared/time/format.ts';

/** An event as JSON: times as ISO 8601 UTC, columns of the file under `extra` by their names. */
export function eventJson({ id, time, extra, ...event }: EventRow): unknown {
  // fromEntries defines members, so that a column called `__proto__` is one like any other.
  return { id, time: toIsoOrNull(time), ...event, extra: Object.fromEntries(extra) };
}

/** A field as text for a table; empty when absent. */
export function fieldText(event: EventRow, name: FieldName): string {
  const value = event[name];
  if (value === null) return '';
  return fieldSpec(name).kind === 'instant' ? toIso(Number(value)) : String(value);
}
