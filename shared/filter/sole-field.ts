import type { FieldRef } from '../domain/field-ref.ts';
import type { Clause } from './filter.ts';

/** The one field a clause is about, whatever it says of it; null when it is about none, any or several. */
export function soleField(clause: Clause): FieldRef | null {
  if (clause.kind !== 'group') return clause.field;
  const fields = new Set(clause.clauses.map(soleField));
  const [only] = fields;
  return fields.size === 1 && only !== undefined ? only : null;
}
