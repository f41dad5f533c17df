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
import { groupKey, NO_VALUE } from './group-key.ts';
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
  const parts = readSeries(db, sql`(${where}) AND time IS NOT NULL`, field, arg.measure, bounds);
  const split = points.map((point, at) => ({ ...point, values: parts.map((part) => part.values[at] ?? 0) }));
  return { ...about, series: parts.map(({ series }) => series), points: split };
}

interface SeriesPart {
  readonly series: HistogramSeries;
  /** One for each point. */
  readonly values: readonly number[];
}

/** The seven largest values, all others, and no value: each by questions of its own. */
function readSeries(
  db: Database.Database,
  dated: Sql,
  field: FieldSql,
  measure: HistogramArg['measure'],
  bounds: readonly number[],
): SeriesPart[] {
  const key = groupKey(field);
  const breakdown = (where: Sql) =>
    readBreakdown(db, where, field, { by: field.ref, measure, limit: 1_000_000 }).groups;
  const part = (
    about: Pick<HistogramSeries, 'kind' | 'key' | 'label' | 'groups'>,
    where: Sql,
  ): SeriesPart => {
    const values = fillPoints(db, where, measure, bounds).map(({ value }) => value);
    const [span = 0, end = 1] = [bounds[0], bounds.at(-1)];
    const [all] = fillPoints(db, where, measure, [span, end]);
    return { series: { ...about, value: all?.value ?? 0, events: all?.events ?? 0 }, values };
  };
  const named = breakdown(dated).filter((group) => group.key !== null);
  const own = named.slice(0, 7);
  const others = named.slice(7);
  const among = sql`${key} IN (SELECT value FROM json_each(${JSON.stringify(own.map((one) => one.key))}))`;
  return [
    ...own.map((one) =>
      part(
        { kind: 'value', key: one.key, label: one.label, groups: 1 },
        sql`${dated} AND ${key} = ${one.key}`,
      ),
    ),
    part(
      { kind: 'other', key: null, label: 'Other', groups: others.length },
      sql`${dated} AND ${key} IS NOT NULL AND NOT (${among})`,
    ),
    part({ kind: 'none', key: null, label: NO_VALUE, groups: 0 }, sql`${dated} AND ${key} IS NULL`),
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
