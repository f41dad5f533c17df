import type { Breakdown, Histogram, Summary } from '../../../../shared/api/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Checkpoint, LoadedColumns, Matches } from '../loaded-columns.ts';
import type { BreakdownQuestion } from './breakdown-groups.ts';
import { answerBreakdowns, prepareBreakdowns, sumsByField, tablesOf } from './breakdowns.ts';
import type { GroupNames } from './group-field.ts';
import { sumsOfKey } from './group-table.ts';
import { lanePlan } from './measure-lanes.ts';
import { addUp } from './one-pass.ts';
import { distinctValues, FAMILY, familyKey, seenForSummary, summaryOf } from './summary-parts.ts';
import type { HistogramQuestion } from './time-buckets.ts';
import { askedTime, histogramAfter, undatedOf } from './time-table.ts';

/** What a dashboard shows beside its totals. */
export interface DashboardQuestion {
  readonly histogram: HistogramQuestion | null;
  readonly breakdowns: readonly BreakdownQuestion[];
}

/** Totals, histogram and breakdowns of the same events. */
export interface DashboardAnswer {
  readonly summary: Summary;
  /** Null when none was asked for. */
  readonly histogram: Histogram | null;
  /** In the order they were asked for. */
  readonly breakdowns: readonly Breakdown[];
}

/**
 * Totals of the matching events, a measure of theirs over time and any set of breakdowns, in one pass over them.
 * @throws BAD_ARGUMENT, UNKNOWN_FIELD as the parts do; CANCELLED
 */
export function aggregateDashboard(
  columns: LoadedColumns,
  matches: Matches,
  arg: DashboardQuestion,
  names: GroupNames,
  checkpoint: Checkpoint,
): DashboardAnswer {
  const plan = lanePlan(columns);
  const time = askedTime(columns, matches, arg.histogram, plan, checkpoint);
  const family = [FAMILY, familyKey(columns)] as const;
  const breakdowns = prepareBreakdowns(columns, arg.breakdowns, names, plan, [family]);
  const large = [...breakdowns.ranking.keys()].map((place) => arg.breakdowns[place]?.by ?? '');
  const seen = seenForSummary(columns, new Set([...breakdowns.direct.keys(), ...large]));
  const work = { tables: tablesOf(breakdowns), seen: [...seen.values()], time: time.table };
  addUp(columns, matches, plan, work, checkpoint);

  const sums = sumsByField(breakdowns);
  const [everything] = breakdowns.combined;
  const families = sums.get(FAMILY);
  if (everything === undefined || families === undefined)
    throw new AppError('INTERNAL', 'No table of families.');
  const summary = summaryOf(columns, {
    totals: sumsOfKey(everything, everything.keys.length),
    families,
    distinct: distinctValues(seen, sums),
    undated: undatedOf(time, matches.count),
    extent: time.extent,
  });
  return {
    summary,
    histogram: histogramAfter(time, matches.count),
    breakdowns: answerBreakdowns(columns, matches, plan, breakdowns, sums, checkpoint),
  };
}
