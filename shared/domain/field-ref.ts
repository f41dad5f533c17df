import { type FieldName, isFieldName } from './fields.ts';

/**
 * Names something an event can be filtered, counted or sorted by: a field of `fields.ts`, the pseudo-fields
 * `id` and `source`, or an extra column of the file, written `extra.<column name>`.
 */
export type FieldRef = string;

const EXTRA_PREFIX = 'extra.';

/** What a {@link FieldRef} points at. */
export type FieldTarget =
  | { readonly kind: 'field'; readonly name: FieldName }
  | { readonly kind: 'id' }
  | { readonly kind: 'source' }
  | { readonly kind: 'extra'; readonly column: string };

/** Reads a field reference. A name that is neither a field nor a pseudo-field is an extra column of that name. */
export function parseFieldRef(ref: FieldRef): FieldTarget {
  if (isFieldName(ref)) return { kind: 'field', name: ref };
  if (ref === 'id') return { kind: 'id' };
  if (ref === 'source') return { kind: 'source' };
  return { kind: 'extra', column: ref.startsWith(EXTRA_PREFIX) ? ref.slice(EXTRA_PREFIX.length) : ref };
}

/** The canonical reference of an extra column, unambiguous even when the column is called `time`. */
export function extraRef(column: string): FieldRef {
  return EXTRA_PREFIX + column;
}
