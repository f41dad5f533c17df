import type {
  MonthFigures,
  MonthFiguresArg,
  UsageBursts,
  UsageBurstsArg,
  UsageMatrix,
  UsageMatrixArg,
  UsageOutliers,
  UsageOutliersArg,
} from '../../../../shared/api/contract.ts';
import type { EventRow } from '../../../../shared/domain/event.ts';
import type { Filter } from '../../../../shared/filter/filter.ts';
import type { GroupNames } from '../aggregate/group-field.ts';
import { aggregateSummary } from '../aggregate/summary.ts';
import type { FilteredEvents } from '../filtered-events.ts';
import type { QueryContext } from '../query-engine.ts';
import { usageBursts } from './bursts.ts';
import { usageMatrix } from './matrix.ts';
import { monthFigures } from './month-figures.ts';
import { onlyUsage } from './only-usage.ts';
import { usageOutliers } from './outliers.ts';

/** What is asked of usage beside totals, breakdowns and histogram; from the same filters and columns. */
export interface UsageQueries {
  /** A measure by two fields. */
  usageMatrix(arg: UsageMatrixArg, context: QueryContext): UsageMatrix;
  /** Many executions within a short time. */
  usageBursts(arg: UsageBurstsArg, context: QueryContext): UsageBursts;
  /** Events that consumed unusually much. */
  usageOutliers(arg: UsageOutliersArg, context: QueryContext): UsageOutliers;
  /** Calendar months, whatever the filter. */
  monthFigures(arg: MonthFiguresArg, context: QueryContext): MonthFigures;
}

interface Parts {
  readonly current: (context: QueryContext) => FilteredEvents;
  readonly namesOf: (events: FilteredEvents) => GroupNames;
  readonly rowsAt: (events: FilteredEvents, positions: readonly number[]) => EventRow[];
  /** Runs a step; its errors say what was being read. */
  readonly named: <T>(step: () => T) => T;
}

/** The usage questions over what a query engine knows of the newest revision. */
export function usageQueries({ current, namesOf, rowsAt, named }: Parts): UsageQueries {
  /** Answers from the newest revision. */
  const answer = <T>(context: QueryContext, ask: (events: FilteredEvents) => T): T & { revision: number } =>
    named(() => {
      const events = current(context);
      return { revision: events.columns.revision, ...ask(events) };
    });
  return {
    usageMatrix: ({ filter, ...question }, context) =>
      answer(context, (events) => {
        const matches = events.matches(filter, context);
        return usageMatrix(events.columns, matches, question, namesOf(events), context);
      }),
    usageBursts: ({ filter, ...question }, context) =>
      answer(context, (events) => {
        const matches = events.matches(onlyUsage(filter), context);
        return usageBursts(events.columns, matches, question, namesOf(events), context);
      }),
    usageOutliers: ({ filter, ...question }, context) =>
      answer(context, (events) => {
        const matches = events.matches(onlyUsage(filter), context);
        const read = (positions: readonly number[]) => rowsAt(events, positions);
        return usageOutliers(events.columns, matches, question, namesOf(events), read, context);
      }),
    monthFigures: (arg, context) =>
      answer(context, (events) =>
        monthFigures(arg, (filter: Filter) =>
          aggregateSummary(events.columns, events.matches(filter, context), context),
        ),
      ),
  };
}
