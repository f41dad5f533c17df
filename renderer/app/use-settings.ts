import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { FieldRef } from '../../shared/domain/field-ref.ts';
import { type FacetValueKey, includedValues } from '../../shared/filter/edit.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import { scopedFilter } from '../../shared/filter/scoped-filter.ts';
import type { AsOf } from '../../shared/time/as-of.ts';
import { type Scope, scopeOf } from '../state/view-store.ts';
import { currentAsOf } from './services.ts';
import { useServices } from './services-context.ts';

/** The zone times are shown in. */
export function useZone(): string {
  return useStore(useServices().preferences, (state) => state.zone);
}

/** The filter as the user set it. */
export function useFilter(): Filter {
  return useStore(useServices().filter, (state) => state.filter);
}

/** The scope of the log view on screen. */
export function useScope(): Scope {
  return useStore(useServices().view, scopeOf);
}

/** Whether the filter keeps a value of a field. What shows it is drawn anew when that changes, not with every filter. */
export function useIsKept(field: FieldRef, value: FacetValueKey | undefined): boolean {
  return useStore(
    useServices().filter,
    (state) => value !== undefined && includedValues(state.filter, field).includes(value),
  );
}

/** The filter the log view on screen asks with. */
export function useScopedFilter(): Filter {
  const filter = useFilter();
  const scope = useScope();
  return useMemo(() => scopedFilter(filter, scope), [filter, scope]);
}

/** "As of", kept current with the settings it follows from, and by the minute. */
export function useAsOf(): AsOf {
  const services = useServices();
  useStore(services.view, (state) => state.asOf);
  useStore(services.workspace, (state) => state.info?.newestTime);
  useZone();
  return currentAsOf(
    services,
    useStore(services.clock, ({ now }) => now),
  );
}
