import type { Breakdown, DashboardArg, HistogramArg } from '../../../shared/api/contract.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { aggregateBreakdown } from './aggregate/breakdown.ts';
import type { BreakdownQuestion } from './aggregate/breakdown-groups.ts';
import { aggregateDashboard, type DashboardAnswer } from './aggregate/dashboard.ts';
import type { GroupNames } from './aggregate/group-field.ts';
import type { HistogramQuestion } from './aggregate/time-buckets.ts';
import type { FilteredEvents } from './filtered-events.ts';
import type { Matches } from './loaded-columns.ts';
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
  { bucket, measure, timezone, by, maxPoints, wholeRange, currency }: Omit<HistogramArg, 'filter'>,
): HistogramQuestion {
  const question = { bucket, measure, timezone, by, maxPoints, currency };
  return wholeRange === true ? { ...question, range: { from, to } } : question;
}

/** Breakdowns that leave out their own restrictions, by the events they count. */
const remembered = new WeakMap<Matches, Map<string, Breakdown>>();

/**
 * All figures of a dashboard. Breakdowns of the very events of the filter are made in the pass over them, those of
 * other events apart. A list of values is the same after each click in it, so it is made once.
 * @throws BAD_ARGUMENT, UNKNOWN_FIELD, CANCELLED
 */
export function dashboardFigures(
  events: FilteredEvents,
  arg: DashboardArg,
  names: GroupNames,
  context: QueryContext,
): DashboardAnswer {
  const { columns } = events;
  const { currency } = arg;
  const asked = arg.breakdowns.map((one) => ({ ...one, currency }));
  const matches = events.matches(arg.filter, context);
  const among = asked.map((one) => events.matches(countedFilter(arg.filter, one), context));
  const known = asked.map((one, at) => remembered.get(among[at] ?? matches)?.get(keyOf(one)));
  const isInPass = (at: number) => known[at] === undefined && among[at] === matches;
  const histogram = arg.histogram === null ? null : histogramQuestion(arg.filter, arg.histogram);
  const together = asked.filter((_, at) => isInPass(at));
  const question = { histogram, breakdowns: together, currency };
  const answer = aggregateDashboard(columns, matches, question, names, context);
  const made = answer.breakdowns.values();
  const breakdowns = asked.map((one, at) => {
    const own = among[at] ?? matches;
    const inPass = isInPass(at) ? made.next().value : undefined;
    const breakdown = known[at] ?? inPass ?? aggregateBreakdown(columns, own, one, names, context);
    if (one.withoutOwn === true) remember(own, one, breakdown);
    return breakdown;
  });
  return { ...answer, breakdowns };
}

function remember(matches: Matches, question: BreakdownQuestion, breakdown: Breakdown): void {
  const known = remembered.get(matches) ?? new Map<string, Breakdown>();
  remembered.set(matches, known.set(keyOf(question), breakdown));
}

function keyOf(question: BreakdownQuestion): string {
  const { by, measure, order, search, limit, offset, withoutOwn, times, currency } = question;
  const named = currency ?? [currency === null];
  return JSON.stringify([by, measure, order, search, limit, offset, withoutOwn, times, named]);
}
