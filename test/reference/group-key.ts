import { type Sql, sql } from '../../electron/engine/sql.ts';
import { AppError } from '../../shared/errors.ts';
import type { FieldSql } from './field-sql.ts';

/** What a group of events is called when it is the one without a value. */
export const NO_VALUE = 'No value';

/** The key of a group as text; the same text in a facet clause finds its events. */
export function groupKey(field: FieldSql): Sql {
  switch (field.kind) {
    case 'text':
    case 'extra':
      return field.value;
    case 'boolean':
    case 'integer':
    case 'decimal':
      return field.text;
    case 'source':
      return sql`CAST(event.source AS TEXT)`;
    case 'instant':
    case 'json':
      throw new AppError(
        'BAD_ARGUMENT',
        `${field.label} has no groups. Count by another field${field.kind === 'instant' ? ', or use the histogram' : ''}.`,
        { field: field.ref },
      );
  }
}

/**
 * How a group is shown, beside its key: the name of an actor, the file of a source. Names drift from export to
 * export; of several the last in alphabetical order is shown, so that the answer does not depend on row order.
 */
export function groupLabel(field: FieldSql): Sql {
  if (field.ref === 'actor') return sql`max(actorName)`;
  if (field.kind === 'source') return sql`max(${field.text})`;
  return sql`NULL`;
}

/** The label of a group for people. */
export function labelOf(field: FieldSql, key: string | null, label: unknown): string {
  if (key === null) return NO_VALUE;
  if (field.ref === 'byok') return key === 'true' ? 'BYOK' : 'Non-BYOK';
  return typeof label === 'string' && label !== '' ? label : key;
}

/** Order of keys where nothing else decides: by UTF-16 units, no value last. */
export function compareKeys(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  return b === null || a < b ? -1 : 1;
}
