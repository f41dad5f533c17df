import type { Clause, Filter } from '../../../../shared/filter/filter.ts';

const USAGE: Clause = { kind: 'facet', field: 'family', include: ['usage'], exclude: [] };

/** The usage events among those of a filter. */
export function onlyUsage(filter: Filter): Filter {
  return { ...filter, chips: [...filter.chips, { off: false, clause: USAGE }] };
}
