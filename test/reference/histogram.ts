import type Database from 'better-sqlite3';
import { type Sql, sql } from '../../electron/engine/sql.ts';
import { selectRow, selectRows } from '../../electron/engine/store/run-sql.ts';
import {
  type Histogram,
  type HistogramArg,
  type HistogramPoint,
  type HistogramSeries,
  MAX_POINTS,
} from '../../shared/api/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { bucketBounds, chooseBucket, estimateBuckets, widenBucket } from '../../shared/time/buckets.ts';
import { toIso } from '../../shared/time/format.ts';
import { knownZone } from '../../shared/time/zone.ts';
import { readBreakdown } from './breakdown.ts';
import type { FieldSql } from './field-sql.ts';
import { compareKeys, groupKey, NO_VALUE } from './group-key.ts';
import { fromParts, summedFor, withSums } from './measure-sql.ts';

/**
 * A measure of the events of a condition over time, gap-free from the bucket of the first dated event to that
 * of the last, or over the whole range of the filter.
 * @param field what splits it; null when nothing does
 * @throws BAD_ARGUMENT for an unknown zone, or a bucket that would give more than {@link MAX_POINTS} points
 */
export function readHistogram(
  db: Database.Database,
  where: Sql,
  field: FieldSql | null,
  arg: HistogramArg,
): Histogram {
  const timezone = knownZone(arg.timezone);
  const by = field?.ref ?? null;
  if (field !== null) groupKey(field);
  const extent = selectRow(
    db,
    sql`SELECT min(time), max(time), count(*) - count(time) FROM event WHERE ${where}`,
  );
  const [earliest, latest, undated] = extent as [number | null, number | null, number];
  if (earliest === null || latest === null) {
    return {
      bucket: arg.bucket ?? 'day',
      measure: arg.measure,
      timezone,
      undated,
      by,
      series: [],
      points: [],
    };
  }
  const range = arg.wholeRange === true ? arg.filter.time : { from: null, to: null };
  const [first, last] = [range.from ?? earliest, (range.to ?? latest + 1) - 1];
  const chosen = arg.bucket ?? chooseBucket(first, last);
  const bucket = widenBucket(chosen, first, last, arg.maxPoints ?? Number.POSITIVE_INFINITY);
  if (estimateBuckets(first, last, bucket) > MAX_POINTS) {
    throw new AppError(
      'BAD_ARGUMENT',
      `One point per ${bucket} from ${toIso(first)} to ${toIso(last)} would be over ${MAX_POINTS.toLocaleString('en')} points. Choose a larger bucket or a shorter time range.`,
    );
  }
  const bounds = bucketBounds(first, last, bucket, timezone);
  const points = fillPoints(db, where, arg.measure, bounds);
  const about = { bucket, measure: arg.measure, timezone, undated, by };
  if (field === null) return { ...about, series: [], points };
  const parts = readSeries(db, where, field, arg.measure, bounds);
  const split = points.map((point, at) => ({ ...point, values: parts.map((part) => part.values[at] ?? 0) }));
  return { ...about, series: parts.map(({ series }) => series), points: split };
}

interface SeriesPart {
  readonly series: HistogramSeries;
  /** One for each point. */
  readonly values: readonly number[];
}

/**
 * The seven largest values, all others, and no value: each by questions of its own. A value without the measure counts
 * as 0; names are those of all events of the condition, dated or not.
 */
function readSeries(
  db: Database.Database,
  where: Sql,
  field: FieldSql,
  measure: HistogramArg['measure'],
  bounds: readonly number[],
): SeriesPart[] {
  const key = groupKey(field);
  const dated = sql`(${where}) AND time IS NOT NULL`;
  const groups = (condition: Sql) =>
    readBreakdown(db, condition, field, { by: field.ref, measure, limit: 1_000_000 }).groups;
  const [start = 0, end = 1] = [bounds[0], bounds.at(-1)];
  const totalOf = (condition: Sql) => fillPoints(db, condition, measure, [start, end])[0];
  const part = (about: Pick<HistogramSeries, 'kind' | 'key' | 'label' | 'groups'>, own: Sql): SeriesPart => {
    const condition = sql`${dated} AND (${own})`;
    const { value = 0, events = 0 } = totalOf(condition) ?? {};
    const values = fillPoints(db, condition, measure, bounds).map((point) => point.value);
    return { series: { ...about, value, events }, values };
  };
  const labels = new Map(groups(where).map((group) => [group.key, group.label]));
  const keys = groups(dated).flatMap((group) => (group.key === null ? [] : [group.key]));
  const values = new Map(keys.map((one) => [one, totalOf(sql`${dated} AND ${key} = ${one}`)?.value ?? 0]));
  keys.sort((a, b) => (values.get(b) ?? 0) - (values.get(a) ?? 0) || compareKeys(a, b));
  const own = keys.slice(0, 7);
  const isOwn = own.reduce((either, one) => sql`${either} OR ${key} = ${one}`, sql`0`);
  const others = { kind: 'other', key: null, label: 'Other', groups: keys.length - own.length } as const;
  return [
    ...own.map((one) =>
      part({ kind: 'value', key: one, label: labels.get(one) ?? one, groups: 1 }, sql`${key} = ${one}`),
    ),
    part(others, sql`${key} IS NOT NULL AND NOT (${isOwn})`),
    part({ kind: 'none', key: null, label: NO_VALUE, groups: 0 }, sql`${key} IS NULL`),
  ].filter(({ series }) => series.events > 0);
}

/**
 * Counts per boundary. SQL counts in slots as wide as the greatest length that divides all boundaries, so that
 * every slot lies in one bucket whatever the zone did; adding slots up to buckets is cheap.
 */
function fillPoints(
  db: Database.Database,
  where: Sql,
  measure: HistogramArg['measure'],
  bounds: readonly number[],
): HistogramPoint[] {
  const slot = bounds.reduce((divisor, bound) => greatestCommonDivisor(divisor, Math.abs(bound)), 0) || 1;
  // Division cuts towards zero; with times moved above zero that is always down.
  const shift = BigInt(slot) * BigInt(Math.ceil(Number.MAX_SAFE_INTEGER / slot));
  const summed = summedFor(measure);
  const rows = withSums(summed, (sums) =>
    selectRows(
      db,
      sql`SELECT (time + ${shift}) / ${BigInt(slot)} AS slot, count(*)${sums}
          FROM event WHERE time IS NOT NULL AND (${where}) GROUP BY slot ORDER BY slot`,
    ),
  );
  const shiftedSlots = Number(shift / BigInt(slot));
  const totals = bounds.slice(1).map(() => ({ events: 0, whole: 0, rest: 0 }));
  let bucket = 0;
  for (const row of rows) {
    const start = (Number(row[0]) - shiftedSlots) * slot;
    while (start >= (bounds[bucket + 1] ?? Number.POSITIVE_INFINITY)) bucket += 1;
    const total = totals[bucket];
    if (total === undefined) break;
    total.events += Number(row[1]);
    summed.forEach((_, index) => {
      total.whole += Number(row[2 + 2 * index] ?? 0);
      total.rest += Number(row[3 + 2 * index] ?? 0);
    });
  }
  return totals.map(({ events, whole, rest }, index) => ({
    from: toIso(bounds[index] ?? 0),
    to: toIso(bounds[index + 1] ?? 0),
    value: measure === 'events' ? events : fromParts(measure, whole, rest),
    events,
  }));
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
