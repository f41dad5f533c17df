import { useMemo } from 'react';
import type { Histogram } from '../../../shared/api/contract.ts';
import { setTime } from '../../../shared/filter/edit.ts';
import type { Filter, TimeRange } from '../../../shared/filter/filter.ts';
import { startOfDay, zoned } from '../../../shared/time/zone.ts';
import { differenceOf, exactSum } from '../../../shared/usage/exact.ts';
import { measureOf, type Unit } from '../../../shared/usage/group-value.ts';
import { previousPeriod } from '../../../shared/usage/previous-period.ts';
import { useEngineQuery } from '../../engine/use-engine-query.ts';
import type { Comparison } from './comparison.ts';
import type { LogSpan } from './use-log-span.ts';

/** Why there is nothing to compare with, or the comparison; `asked` while the answer is awaited. */
export type ComparisonState =
  | { readonly kind: 'off' | 'asked' | 'open' }
  | { readonly kind: 'unknown'; readonly logBegin: number }
  | { readonly kind: 'compared'; readonly comparison: Comparison };

/**
 * Compares what is shown with the period before; two small questions, asked only while it is wanted.
 * @param filter what the histogram is of; null where nothing is compared
 * @param log the time the log is about; null while that is not known
 */
export function useComparison(
  filter: Filter | null,
  shown: Histogram,
  unit: Unit,
  log: LogSpan | null,
): ComparisonState {
  const time = filter?.time ?? null;
  const period = useMemo(
    () => (time !== null && log !== null ? previousPeriod(time, log.end) : null),
    [time, log],
  );
  // Before its beginning the log knows nothing, rather than that nothing was used.
  const isUnknown = period !== null && log !== null && log.begin >= (period.same.to ?? 0);
  const { bucket, measure, timezone } = shown;
  const before = useEngineQuery(
    'histogram',
    filter === null || period === null || isUnknown
      ? null
      : { filter: setTime(filter, period.whole), bucket, measure, timezone, wholeRange: true },
  );
  const part = useEngineQuery(
    'summary',
    filter !== null && period?.isRunning === true && !isUnknown
      ? { filter: setTime(filter, period.same) }
      : null,
  );
  return useMemo(() => {
    if (filter === null) return { kind: 'off' };
    if (log !== null && period === null) return { kind: 'open' };
    if (log !== null && isUnknown) return { kind: 'unknown', logBegin: log.begin };
    const histogram = before.stale ? null : before.data;
    const summary = part.stale ? null : part.data;
    if (period === null || histogram === null || (period.isRunning && summary === null))
      return { kind: 'asked' };
    const sumOf = ({ points }: Histogram) => exactSum(points.map(({ value }) => value));
    const now = sumOf(shown);
    const earlier = summary === null ? sumOf(histogram) : (measureOf(summary, unit) ?? 0);
    const difference = differenceOf(now, earlier);
    const logBegin = log !== null && isWithin(log.begin, period.same) ? log.begin : null;
    const comparison = { period, histogram, now, before: earlier, difference, logBegin };
    return { kind: 'compared', comparison };
  }, [filter, log, period, isUnknown, before.stale, before.data, part.stale, part.data, shown, unit]);
}

/** Whether the log begins within a period by more than its first day, in which most logs begin somewhere. */
function isWithin(begin: number, { from, to, zone }: TimeRange): boolean {
  return (
    from !== null && to !== null && begin < to && startOfDay(zoned(begin, zone).toPlainDate(), zone) > from
  );
}
