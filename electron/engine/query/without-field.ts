import type { FieldRef } from '../../../shared/domain/field-ref.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { soleField } from '../../../shared/filter/sole-field.ts';

/** The filter without its own restrictions of a field, under which that field's values are counted. */
export function withoutField(filter: Filter, field: FieldRef): Filter {
  return { ...filter, chips: filter.chips.filter(({ clause }) => soleField(clause) !== field) };
}
