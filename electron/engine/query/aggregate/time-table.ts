import type { Histogram, HistogramPoint } from '../../../../shared/api/contract.ts';
import type { Measure } from '../../../../shared/domain/measures.ts';
import { toIso } from '../../../../shared/time/format.ts';
import type { Checkpoint, LoadedColumns, LoadedNumbers, Matches } from '../loaded-columns.ts';
import { actorNames } from './actor-names.ts';
import { keyOf } from './breakdown-groups.ts';
import { type AskedCosts, statedCurrency } from './cost-currencies.ts';
import { type GroupField, type GroupNames, groupField } from './group-field.ts';
import { eventsOf, type GroupSums, measureOf } from './group-sums.ts';
import { groupTable, type TableKey } from './group-table.ts';
import { type ChosenSeries, chooseSeries, namedSeries } from './histogram-series.ts';
import type { LanePlan } from './measure-lanes.ts';
import { addUp, type TimeTable } from './one-pass.ts';
import { datedSums, seriesSums } from './split-sums.ts';
import { summedFor } from './summed-fields.ts';
import { bucketFinder, type HistogramQuestion, type TimeBuckets, timeBuckets } from './time-buckets.ts';
import { type TimeExtent, timeColumn, timeExtent } from './time-extent.ts';

/** The times of the matching events, to be filled by a pass. */
export interface AskedTime {
  readonly extent: TimeExtent | null;
  /** Null when there is nothing to count by time. */
  readonly table: TimeTable | null;
  readonly histogram: AskedHistogram | null;
}

interface AskedHistogram {
  readonly question: HistogramQuestion;
  readonly buckets: TimeBuckets;
  /** The field that splits the buckets; null when none does. */
  readonly split: GroupField | null;
  /** Whether the pass only ranks the values of the field, and another one fills the buckets of those to show. */
  readonly ranked: boolean;
}

/**
 * Doubles of a table that has every value of a field in every bucket: beyond the processor's cache it is quicker to
 * rank the values first.
 */
const WHOLE_TABLE_DOUBLES = 131_072;

/**
 * Prepares a histogram, or, without one, the counting of undated events.
 * @throws BAD_ARGUMENT as `timeBuckets` and `groupField` do, UNKNOWN_FIELD, CANCELLED
 */
export function askedTime(
  columns: LoadedColumns,
  matches: Matches,
  question: HistogramQuestion | null,
  names: GroupNames,
  plan: LanePlan,
  checkpoint: Checkpoint,
): AskedTime {
  const extent = timeExtent(columns, matches, checkpoint);
  const times = timeColumn(columns);
  const histogram = question === null ? null : askedHistogram(columns, extent, question, names, plan);
  if (times === null || extent === null) return { extent, table: null, histogram };
  if (histogram === null) {
    const bounds = [extent.first, extent.last + 1];
    const table = times.facts.nulls === 0 ? null : timeTable(times.column, bounds, null, plan, null);
    return { extent, table, histogram };
  }
  const bounds = histogram.ranked ? [extent.first, extent.last + 1] : histogram.buckets.bounds;
  const key = histogram.split === null ? null : keyOf(histogram.split);
  return { extent, table: timeTable(times.column, bounds, key, plan, histogram.question), histogram };
}

function askedHistogram(
  columns: LoadedColumns,
  extent: TimeExtent | null,
  question: HistogramQuestion,
  names: GroupNames,
  plan: LanePlan,
): AskedHistogram {
  const buckets = timeBuckets(extent, question);
  const split = question.by == null ? null : groupField(columns, question.by, names);
  const records = buckets.bounds.length * ((split?.size ?? 0) + 1);
  const { stride } = groupTable([], plan, summedFor(question.measure));
  return { question, buckets, split, ranked: split !== null && records * stride > WHOLE_TABLE_DOUBLES };
}

/** A table of buckets, of each group of a key; without a question it counts events. */
function timeTable(
  times: LoadedNumbers,
  bounds: readonly number[],
  split: TableKey | null,
  plan: LanePlan,
  question: HistogramQuestion | null,
): TimeTable {
  const time = { codes: null, groups: bounds.length, slots: null };
  // A bucket without a value of the measure shows 0, as one with values that add up to it.
  const measures = plan.measures.map((measure) => ({ ...measure, bit: 0 }));
  const keys = split === null ? [time] : [time, split];
  const summed = question === null ? [] : summedFor(question.measure);
  return {
    table: groupTable(keys, { ...plan, measures }, summed),
    times,
    finder: bucketFinder(times, bounds),
    split,
  };
}

/** How many of the matching events are undated, after the pass. */
export function undatedOf({ extent, table }: AskedTime, matching: number): number {
  if (extent === null) return matching;
  return table === null ? 0 : undatedIn(table);
}

function undatedIn({ table, finder }: TimeTable): number {
  let undated = 0;
  for (let group = 0; group < table.groups; group += finder.starts.length) undated += eventsOf(table, group);
  return undated;
}

/**
 * The histogram that was asked for, after the pass; a field of many values takes one more.
 * @throws CANCELLED
 */
export function histogramAfter(
  costs: AskedCosts,
  matches: Matches,
  plan: LanePlan,
  { table, histogram }: AskedTime,
  checkpoint: Checkpoint,
): Histogram | null {
  if (histogram === null) return null;
  const { question, split, ranked } = histogram;
  const { bucket, timezone, bounds } = histogram.buckets;
  const stated = statedCurrency(costs, question.measure);
  const about = { bucket, measure: question.measure, timezone, ...stated, by: split?.ref ?? null };
  if (table === null) return { ...about, undated: matches.count, series: [], points: [] };
  const undated = undatedIn(table);
  if (split === null) {
    return { ...about, undated, series: [], points: pointsOf(bounds, table.table, question.measure, 0) };
  }
  const chosen = chooseSeries(split, datedSums(table.table, table.finder.starts.length), question.measure);
  const key = { ...keyOf(split), groups: chosen.series.length, slots: chosen.slots };
  const filled = ranked ? timeTable(table.times, bounds, key, plan, question) : table;
  if (ranked) addUp(costs.columns, matches, plan, { tables: [], seen: [], time: filled }, checkpoint);
  const slots = ranked ? null : chosen.slots;
  const sums = seriesSums(filled.table, bounds.length, slots, chosen.series.length);
  const totals = datedSums(sums, bounds.length);
  const series = namedSeries(
    chosen,
    totals,
    question.measure,
    actorsShown(costs.whole, matches, split, chosen, checkpoint),
  );
  return { ...about, undated, series, points: pointsOf(bounds, sums, question.measure, series.length) };
}

/** Names of the actors that have a series of their own. */
function actorsShown(
  columns: LoadedColumns,
  matches: Matches,
  { ref }: GroupField,
  { series }: ChosenSeries,
  checkpoint: Checkpoint,
): ReadonlyMap<number, string> {
  if (ref !== 'actor') return new Map();
  const codes = series.flatMap(({ kind, code }) => (kind === 'value' ? [code] : []));
  return actorNames(columns, matches, codes, checkpoint);
}

/** The points, from sums of which the first block is of all events and the next are of the series. */
function pointsOf(
  bounds: readonly number[],
  sums: GroupSums,
  measure: Measure,
  series: number,
): HistogramPoint[] {
  const edges = bounds.map(toIso);
  const valueIn = (block: number, bucket: number) =>
    measureOf(sums, block * bounds.length + bucket, measure) ?? 0;
  return edges.slice(1).map((to, index) => {
    const bucket = index + 1;
    const from = edges[index] ?? '';
    const point = { from, to, value: valueIn(0, bucket), events: eventsOf(sums, bucket) };
    if (series === 0) return point;
    return { ...point, values: Array.from({ length: series }, (_, at) => valueIn(at + 1, bucket)) };
  });
}
