import type { DashboardArg, HistogramArg } from '../../../shared/api/contract.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { aggregateBreakdown } from './aggregate/breakdown.ts';
import type { BreakdownQuestion } from './aggregate/breakdown-groups.ts';
import { aggregateDashboard, type DashboardAnswer } from './aggregate/dashboard.ts';
import type { GroupNames } from './aggregate/group-field.ts';
import type { HistogramQuestion } from './aggregate/time-buckets.ts';
import type { FilteredEvents } from './filtered-events.ts';
import type { QueryContext } from './query-engine.ts';
import { withoutField } from './without-field.ts';

/* From questions about a filter to questions about the events it lets through. */

/** The filter under which the groups of a breakdown are counted. */
export function countedFilter(filter: Filter, { by, withoutOwn }: BreakdownQuestion): Filter {
  return withoutOwn === true ? withoutField(filter, by) : filter;
}

/** A histogram of the events of a filter, which may be asked to cover its range. */
export function histogramQuestion(
  { time: { from, to } }: Filter,
  { bucket, measure, timezone, by, maxPoints, wholeRange }: Omit<HistogramArg, 'filter'>,
): HistogramQuestion {
  const question = { bucket, measure, timezone, by, maxPoints };
  return wholeRange === true ? { ...question, range: { from, to } } : question;
}

/**
 * All figures of a dashboard. Breakdowns of the very events of the filter are made in the pass over them, those of
 * other events apart.
 * @throws BAD_ARGUMENT, UNKNOWN_FIELD, CANCELLED
 */
export function dashboardFigures(
  events: FilteredEvents,
  arg: DashboardArg,
  names: GroupNames,
  context: QueryContext,
): DashboardAnswer {
  const { columns } = events;
  const matches = events.matches(arg.filter, context);
  const among = arg.breakdowns.map((one) => events.matches(countedFilter(arg.filter, one), context));
  const histogram = arg.histogram === null ? null : histogramQuestion(arg.filter, arg.histogram);
  const together = arg.breakdowns.filter((_, at) => among[at] === matches);
  const answer = aggregateDashboard(columns, matches, { histogram, breakdowns: together }, names, context);
  const inPass = answer.breakdowns.values();
  const breakdowns = arg.breakdowns.flatMap((one, at) => {
    const own = among[at] ?? matches;
    if (own !== matches) return [aggregateBreakdown(columns, own, one, names, context)];
    return inPass.next().value ?? [];
  });
  return { ...answer, breakdowns };
}
