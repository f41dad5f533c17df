import { useMemo } from 'react';
import { EMPTY_FILTER } from '../../../shared/filter/filter.ts';
import { scopedFilter } from '../../../shared/filter/scoped-filter.ts';
import { MINUTE } from '../../../shared/time/zone.ts';
import { useEngineQuery } from '../../engine/use-engine-query.ts';
import { micros } from '../../histogram/strip-text.ts';

/** The time a log is about, `[begin, end)` in µs UTC: what lies outside is not known rather than nothing. */
export interface LogSpan {
  readonly begin: number;
  readonly end: number;
}

const ALL_USAGE = { filter: scopedFilter(EMPTY_FILTER, 'usage') };

/**
 * The time the usage log is about, whatever is filtered: from its oldest event to the end of the minute of its newest.
 * Null while it is not known, or nothing is dated.
 */
export function useLogSpan(): LogSpan | null {
  const { data } = useEngineQuery('summary', ALL_USAGE);
  return useMemo(() => {
    if (data?.firstTime == null || data.lastTime === null) return null;
    const end = (Math.floor(micros(data.lastTime) / MINUTE) + 1) * MINUTE;
    return { begin: micros(data.firstTime), end };
  }, [data]);
}
