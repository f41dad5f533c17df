import { useMemo } from 'react';
import type { Histogram } from '../../../shared/api/contract.ts';
import { setTime } from '../../../shared/filter/edit.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { differenceOf, exactSum } from '../../../shared/usage/exact.ts';
import { measureOf, type Unit } from '../../../shared/usage/group-value.ts';
import { previousPeriod } from '../../../shared/usage/previous-period.ts';
import { useEngineQuery } from '../../engine/use-engine-query.ts';
import type { Comparison } from './comparison.ts';

/** Why there is nothing to compare with, or the comparison; `asked` while the answer is awaited. */
export type ComparisonState =
  | { readonly kind: 'off' | 'asked' | 'open' }
  | { readonly kind: 'compared'; readonly comparison: Comparison };

/**
 * Compares what is shown with the period before; two small questions, asked only while it is wanted.
 * @param filter what the histogram is of; null where nothing is compared
 * @param logEnd where the log ends, µs UTC; null while that is not known
 */
export function useComparison(
  filter: Filter | null,
  shown: Histogram,
  unit: Unit,
  logEnd: number | null,
): ComparisonState {
  const time = filter?.time ?? null;
  const period = useMemo(
    () => (time !== null && logEnd !== null ? previousPeriod(time, logEnd) : null),
    [time, logEnd],
  );
  const { bucket, measure, timezone } = shown;
  const before = useEngineQuery(
    'histogram',
    filter === null || period === null
      ? null
      : { filter: setTime(filter, period.whole), bucket, measure, timezone, wholeRange: true },
  );
  const part = useEngineQuery(
    'summary',
    filter !== null && period?.isRunning === true ? { filter: setTime(filter, period.same) } : null,
  );
  return useMemo(() => {
    if (filter === null) return { kind: 'off' };
    if (logEnd !== null && period === null) return { kind: 'open' };
    const histogram = before.stale ? null : before.data;
    const summary = part.stale ? null : part.data;
    if (period === null || histogram === null || (period.isRunning && summary === null))
      return { kind: 'asked' };
    const sumOf = ({ points }: Histogram) => exactSum(points.map(({ value }) => value));
    const now = sumOf(shown);
    const earlier = summary === null ? sumOf(histogram) : (measureOf(summary, unit) ?? 0);
    const difference = differenceOf(now, earlier);
    return { kind: 'compared', comparison: { period, histogram, now, before: earlier, difference } };
  }, [filter, logEnd, period, before.stale, before.data, part.stale, part.data, shown, unit]);
}
