import type { FieldRef } from '../../../shared/domain/field-ref.ts';
import type { Filter } from '../../../shared/filter/filter.ts';

/** The filter without its own restrictions of a field, under which that field's values are counted. */
export function withoutField(filter: Filter, field: FieldRef): Filter {
  const chips = filter.chips.filter(({ clause }) => clause.kind === 'group' || clause.field !== field);
  return { ...filter, chips };
}
