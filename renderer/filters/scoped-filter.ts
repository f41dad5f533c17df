import { addClause } from '../../shared/filter/edit.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import type { Scope } from '../state/view-store.ts';

/** The filter a log view asks with: the shared filter, and the family the view is about. */
export function scopedFilter(filter: Filter, scope: Scope): Filter {
  if (scope === 'all') return filter;
  return addClause(filter, { kind: 'facet', field: 'family', include: [scope], exclude: [] });
}
