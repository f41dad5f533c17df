import { useStore } from 'zustand';
import type { Breakdown, Group } from '../../../shared/api/contract.ts';
import { useServices } from '../../app/services-context.ts';
import { useScopedFilter } from '../../app/use-settings.ts';
import { useEngineQuery } from '../../engine/use-engine-query.ts';
import { STRETCH_ROWS, stretchAt } from '../stretch.ts';

/**
 * The members of a list by their place. The first came with everything else; those further down are read as they come
 * into sight, so that the last of a million is as near as the first.
 * @param first the first row in sight, and `last` the last one
 */
export function useListedMembers(
  breakdown: Breakdown | null,
  first: number,
  last: number,
): (at: number) => Group | undefined {
  const { usage } = useServices();
  const currency = useStore(usage, (state) => state.currency);
  const filter = useScopedFilter();
  const { by = 'actor', measure = 'events', groups = [] } = breakdown ?? {};
  const offset = last < groups.length ? null : stretchAt(first);
  const asked = { filter, by, measure, currency, offset: offset ?? 0, limit: STRETCH_ROWS };
  const { data, stale } = useEngineQuery('breakdown', offset === null ? null : asked);
  const further = offset === null || stale ? null : data;
  return (at) => groups[at] ?? (offset === null ? undefined : further?.groups[at - offset]);
}
