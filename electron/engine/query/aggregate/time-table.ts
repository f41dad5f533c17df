import type { Histogram } from '../../../../shared/api/contract.ts';
import type { Checkpoint, LoadedColumns, Matches } from '../loaded-columns.ts';
import { eventsOf } from './group-sums.ts';
import { groupTable } from './group-table.ts';
import type { LanePlan } from './measure-lanes.ts';
import type { TimeTable } from './one-pass.ts';
import { summedFor } from './summed-fields.ts';
import {
  bucketFinder,
  type HistogramQuestion,
  histogramOf,
  type TimeBuckets,
  timeBuckets,
} from './time-buckets.ts';
import { type TimeExtent, timeColumn, timeExtent } from './time-extent.ts';

/** The times of the matching events, to be filled by a pass. */
export interface AskedTime {
  readonly extent: TimeExtent | null;
  /** Null when there is nothing to count by time. */
  readonly table: TimeTable | null;
  readonly histogram: { readonly question: HistogramQuestion; readonly buckets: TimeBuckets } | null;
}

/**
 * Prepares a histogram, or, without one, the counting of undated events.
 * @throws BAD_ARGUMENT as `timeBuckets` does, CANCELLED
 */
export function askedTime(
  columns: LoadedColumns,
  matches: Matches,
  question: HistogramQuestion | null,
  plan: LanePlan,
  checkpoint: Checkpoint,
): AskedTime {
  const extent = timeExtent(columns, matches, checkpoint);
  const histogram = question === null ? null : { question, buckets: timeBuckets(extent, question) };
  const times = timeColumn(columns);
  if (times === null || extent === null) return { extent, table: null, histogram };
  const bounds = histogram?.buckets.bounds ?? [extent.first, extent.last + 1];
  if (histogram === null && times.facts.nulls === 0) return { extent, table: null, histogram };
  const summed = question === null ? [] : summedFor(question.measure);
  const key = { codes: null, groups: bounds.length, slots: null };
  // A bucket without a value of the measure shows 0, as one with values that add up to it.
  const measures = plan.measures.map((measure) => ({ ...measure, bit: 0 }));
  const table = groupTable([key], { ...plan, measures }, summed);
  return {
    extent,
    table: { table, times: times.column, finder: bucketFinder(times.column, bounds) },
    histogram,
  };
}

/** How many of the matching events are undated, after the pass. */
export function undatedOf({ extent, table }: AskedTime, matching: number): number {
  if (extent === null) return matching;
  return table === null ? 0 : eventsOf(table.table, 0);
}

/** The histogram that was asked for, after the pass. */
export function histogramAfter({ table, histogram }: AskedTime, matching: number): Histogram | null {
  if (histogram === null) return null;
  const { buckets, question } = histogram;
  if (table !== null) return histogramOf(buckets, question, table.table);
  const { bucket, timezone } = buckets;
  return { bucket, measure: question.measure, timezone, undated: matching, points: [] };
}
