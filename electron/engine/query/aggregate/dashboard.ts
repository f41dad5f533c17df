import type { Breakdown, Histogram, Summary } from '../../../../shared/api/contract.ts';
import type { Checkpoint, LoadedColumns, Matches } from '../loaded-columns.ts';
import { Recent } from '../recent.ts';
import type { BreakdownQuestion } from './breakdown-groups.ts';
import { answerBreakdowns, prepareBreakdowns, sumsByField } from './breakdowns.ts';
import { once } from './column-facts.ts';
import { askedCosts } from './cost-currencies.ts';
import { costsOfAll } from './group-costs.ts';
import type { GroupNames } from './group-field.ts';
import { groupTable, sumsOfKey } from './group-table.ts';
import { lanePlan } from './measure-lanes.ts';
import { addUp } from './one-pass.ts';
import { distinctValues, FAMILY, familyKey, seenForSummary, summaryOf } from './summary-parts.ts';
import { SUMMED } from './summed-fields.ts';
import type { HistogramQuestion } from './time-buckets.ts';
import { askedTime, histogramAfter, undatedOf } from './time-table.ts';

/** What a dashboard shows beside its totals. */
export interface DashboardQuestion {
  readonly histogram: HistogramQuestion | null;
  readonly breakdowns: readonly BreakdownQuestion[];
  /** Which currency costs are told in where there are several; undefined leaves it to the events. */
  readonly currency?: string | null | undefined;
}

/** Totals, histogram and breakdowns of the same events. */
export interface DashboardAnswer {
  readonly summary: Summary;
  /** Null when none was asked for. */
  readonly histogram: Histogram | null;
  /** In the order they were asked for. */
  readonly breakdowns: readonly Breakdown[];
}

/** Answers about all events that are kept. */
const REMEMBERED = 4;

/**
 * Totals of the matching events, a measure of theirs over time and any set of breakdowns, in one pass over them.
 * What was answered about all events of a revision is remembered: every filter that is taken back leads there.
 * @throws BAD_ARGUMENT, UNKNOWN_FIELD as the parts do; CANCELLED
 */
export function aggregateDashboard(
  columns: LoadedColumns,
  matches: Matches,
  { histogram, breakdowns, currency }: DashboardQuestion,
  names: GroupNames,
  checkpoint: Checkpoint,
): DashboardAnswer {
  const question = { histogram, breakdowns, currency };
  const answer = () => addUpDashboard(columns, matches, question, names, checkpoint);
  if (matches.count < columns.count) return answer();
  const known = once(
    columns,
    'figures of all events',
    () => new Recent<DashboardAnswer>(REMEMBERED, () => 1),
  );
  return known.get(JSON.stringify(question), answer);
}

function addUpDashboard(
  columns: LoadedColumns,
  matches: Matches,
  arg: DashboardQuestion,
  names: GroupNames,
  checkpoint: Checkpoint,
): DashboardAnswer {
  const costs = askedCosts(columns, matches, checkpoint, arg.currency);
  const plan = lanePlan(costs.columns);
  const time = askedTime(columns, matches, arg.histogram, names, plan, checkpoint);
  const family = familyKey(columns);
  const alongside = family === null ? [] : [[FAMILY, family] as const];
  const breakdowns = prepareBreakdowns(columns, arg.breakdowns, names, plan, alongside);
  const large = [...breakdowns.ranking.keys()].map((place) => arg.breakdowns[place]?.by ?? '');
  const seen = seenForSummary(columns, new Set([...breakdowns.direct.keys(), ...large]));
  // Without a table of all events there is one of a single group.
  const everything = breakdowns.combined[0] ?? groupTable([], plan, SUMMED);
  const tables = breakdowns.combined.length === 0 ? [everything] : breakdowns.combined;
  const work = {
    tables: [...tables, ...breakdowns.ranking.values()],
    seen: [...seen.values()],
    time: time.table,
  };
  addUp(costs.columns, matches, plan, work, checkpoint);

  const sums = sumsByField(breakdowns);
  const totals = sumsOfKey(everything, everything.keys.length);
  const summary = summaryOf(columns, {
    totals,
    costs: costsOfAll(costs, matches, totals, checkpoint),
    families: sums.get(FAMILY) ?? null,
    distinct: distinctValues(seen, sums),
    undated: undatedOf(time, matches.count),
    extent: time.extent,
  });
  return {
    summary,
    histogram: histogramAfter(costs, matches, plan, time, checkpoint),
    breakdowns: answerBreakdowns(costs, matches, plan, breakdowns, sums, checkpoint),
  };
}
