import { EMPTY_FILTER } from '../../../shared/filter/filter.ts';
import { scopedFilter } from '../../../shared/filter/scoped-filter.ts';
import { MINUTE } from '../../../shared/time/zone.ts';
import { useEngineQuery } from '../../engine/use-engine-query.ts';
import { micros } from '../../histogram/strip-text.ts';

const ALL_USAGE = { filter: scopedFilter(EMPTY_FILTER, 'usage') };

/**
 * Where the usage log ends, whatever is filtered: the end of the minute of its newest event, µs UTC. Null while it is not
 * known, or nothing is dated.
 */
export function useLogEnd(wanted: boolean): number | null {
  const { data } = useEngineQuery('summary', wanted ? ALL_USAGE : null);
  return data?.lastTime == null ? null : (Math.floor(micros(data.lastTime) / MINUTE) + 1) * MINUTE;
}
