import type { Bucket, Histogram } from '../../../shared/api/contract.ts';
import { bucketBounds } from '../../../shared/time/buckets.ts';
import { HOUR } from '../../../shared/time/zone.ts';
import type { ExpectedTotal } from '../../../shared/usage/forecast.ts';
import type { MonthForecast } from '../../../shared/usage/month-forecast.ts';
import { boundsOf } from '../../histogram/strip-text.ts';

/** The places along the axis: those of the points, and further ones up to the end of a month that is forecast. */
export interface Slots {
  /** µs UTC, one more than there are slots. */
  readonly bounds: readonly number[];
  /** How many of the slots, the first ones, are points of the histogram. */
  readonly points: number;
  /** The forecast that is drawn; null when none is. */
  readonly forecast: MonthForecast | null;
  /** Whether slots are parts of days: then what is expected of each by itself has no interval that means anything. */
  readonly byHour: boolean;
}

/** Buckets a forecast by days can be drawn over. */
const DRAWN: ReadonlySet<Bucket> = new Set<Bucket>(['hour', 'day', 'week', 'month']);

/** A forecast by the hour takes as much room as what it follows, or this much, so that bars stay bars; slots. */
const FEWEST_HOURS = 24;

/** Places for a histogram and, where it shows the end of the log, for the forecast of the month. */
export function slotsOf(histogram: Histogram, forecast: MonthForecast | null, zone: string): Slots {
  const bounds = boundsOf(histogram.points);
  const points = histogram.points.length;
  const byHour = histogram.bucket === 'hour';
  const [first, last, begin] = [bounds[0], bounds.at(-1), forecast?.coming[0]?.from];
  const none = { bounds, points, byHour, forecast: null };
  if (!DRAWN.has(histogram.bucket) || first === undefined || last === undefined) return none;
  if (forecast === null || begin === undefined || begin < first || begin > last) return none;
  const room = byHour ? last + Math.max(points, FEWEST_HOURS) * HOUR : Number.POSITIVE_INFINITY;
  const end = forecast.coming.findLast(({ to }, at) => at === 0 || to <= room)?.to ?? last;
  const more = end > last ? bucketBounds(last, end - 1, histogram.bucket, zone).slice(1) : [];
  return { bounds: [...bounds, ...more], points, byHour, forecast };
}

/** What is expected of each slot by itself; null of those that have passed. */
export function expectedBySlot({ bounds, forecast }: Slots): readonly (ExpectedTotal | null)[] {
  const begin = forecast?.coming[0]?.from;
  if (forecast === null || begin === undefined) return bounds.slice(1).map(() => null);
  return bounds.slice(1).map((to, at) => (to <= begin ? null : forecast.expected(bounds[at] ?? begin, to)));
}

/** The running total that is expected at a time, µs UTC. */
export interface ExpectedAt extends ExpectedTotal {
  readonly at: number;
}

/** The running totals that are expected at the end of each coming day on the axis, on top of a total so far. */
export function expectedRunning({ bounds, forecast }: Slots, soFar: number): readonly ExpectedAt[] {
  const begin = forecast?.coming[0]?.from;
  if (forecast === null || begin === undefined) return [];
  const start = { at: begin, expected: soFar, low: soFar, high: soFar };
  const last = bounds.at(-1) ?? begin;
  const days = forecast.coming.flatMap(({ to }) => {
    if (to > last) return [];
    const { expected, low, high } = forecast.expected(begin, to);
    return [{ at: to, expected: soFar + expected, low: soFar + low, high: soFar + high }];
  });
  return [start, ...days];
}
