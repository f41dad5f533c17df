import { addClause } from '../../../shared/filter/edit.ts';
import type { Filter } from '../../../shared/filter/filter.ts';

/** A filter with the currency that is shown as a condition of its own; as it is where there are not several. */
export function inCurrency(filter: Filter, currency: string | null | undefined): Filter {
  if (currency === undefined) return filter;
  return addClause(filter, { kind: 'facet', field: 'currency', include: [currency], exclude: [] });
}
