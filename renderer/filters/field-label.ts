import { parseFieldRef } from '../../shared/domain/field-ref.ts';
import { FIELDS } from '../../shared/domain/fields.ts';

/** The heading of whatever a reference points at. Extra columns keep their own name. */
export function fieldLabel(ref: string): string {
  const target = parseFieldRef(ref);
  if (target.kind === 'field') return FIELDS[target.name].label;
  if (target.kind === 'extra') return target.column;
  return target.kind === 'id' ? 'Event' : 'Source';
}
