import type Database from 'better-sqlite3';
import { type Sql, sql } from '../../electron/engine/sql.ts';
import { selectRow, selectRows } from '../../electron/engine/store/run-sql.ts';
import type { Histogram, HistogramArg, HistogramPoint } from '../../shared/api/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { bucketBounds, chooseBucket, estimateBuckets } from '../../shared/time/buckets.ts';
import { toIso } from '../../shared/time/format.ts';
import { knownZone } from '../../shared/time/zone.ts';
import { fromParts, summedFor, withSums } from './measure-sql.ts';

/** Most points one answer has; more would be no chart and a strain on everything behind it. */
export const MAX_POINTS = 100_000;

/**
 * A measure of the events of a condition over time, gap-free from the bucket of the first dated event to that
 * of the last.
 * @throws BAD_ARGUMENT for an unknown zone, or a bucket that would give more than {@link MAX_POINTS} points
 */
export function readHistogram(
  db: Database.Database,
  where: Sql,
  arg: Pick<HistogramArg, 'bucket' | 'measure' | 'timezone'>,
): Histogram {
  const timezone = knownZone(arg.timezone);
  const extent = selectRow(
    db,
    sql`SELECT min(time), max(time), count(*) - count(time) FROM event WHERE ${where}`,
  );
  const [first, last, undated] = extent as [number | null, number | null, number];
  if (first === null || last === null) {
    return { bucket: arg.bucket ?? 'day', measure: arg.measure, timezone, undated, points: [] };
  }
  const bucket = arg.bucket ?? chooseBucket(first, last);
  if (estimateBuckets(first, last, bucket) > MAX_POINTS) {
    throw new AppError(
      'BAD_ARGUMENT',
      `One point per ${bucket} from ${toIso(first)} to ${toIso(last)} would be over ${MAX_POINTS.toLocaleString('en')} points. Choose a larger bucket or a shorter time range.`,
    );
  }
  const bounds = bucketBounds(first, last, bucket, timezone);
  const points = fillPoints(db, where, arg.measure, bounds);
  return { bucket, measure: arg.measure, timezone, undated, points };
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
