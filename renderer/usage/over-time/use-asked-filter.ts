import { useMemo } from 'react';
import { useStore } from 'zustand';
import { addClause } from '../../../shared/filter/edit.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { scopedFilter } from '../../../shared/filter/scoped-filter.ts';
import { useServices } from '../../app/services-context.ts';
import { useScope } from '../../app/use-settings.ts';

/**
 * The filter for questions of a chart's own, those that compare and forecast. Null where there are none, so that a
 * change of the filter draws nothing before its answer is there.
 * @param currency the one that is shown where there are several
 */
export function useAskedFilter(wanted: boolean, currency: string | null | undefined): Filter | null {
  const { filter: store } = useServices();
  const filter = useStore(store, (state) => (wanted ? state.filter : null));
  const scope = useScope();
  return useMemo(
    () => (filter === null ? null : inCurrency(scopedFilter(filter, scope), currency)),
    [filter, scope, currency],
  );
}

/** A filter with the currency that is shown as a condition of its own; as it is where there are not several. */
export function inCurrency(filter: Filter, currency: string | null | undefined): Filter {
  if (currency === undefined) return filter;
  return addClause(filter, { kind: 'facet', field: 'currency', include: [currency], exclude: [] });
}
