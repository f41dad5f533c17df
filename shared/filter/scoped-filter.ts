import { addClause } from './edit.ts';
import type { Filter } from './filter.ts';

/** The filter a log view asks with: the shared filter, and the family the view is about. */
export function scopedFilter(filter: Filter, scope: 'audit' | 'usage' | 'all'): Filter {
  if (scope === 'all') return filter;
  return addClause(filter, { kind: 'facet', field: 'family', include: [scope], exclude: [] });
}
