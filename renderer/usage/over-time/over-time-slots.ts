import type { Bucket, Histogram } from '../../../shared/api/contract.ts';
import { bucketBounds } from '../../../shared/time/buckets.ts';
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
}

/** Buckets that hold whole days, so that a forecast by days can be drawn over them. */
const OF_DAYS: ReadonlySet<Bucket> = new Set<Bucket>(['day', 'week', 'month']);

/** Places for a histogram and, where it shows the end of the log, for the forecast of the month. */
export function slotsOf(histogram: Histogram, forecast: MonthForecast | null, zone: string): Slots {
  const bounds = boundsOf(histogram.points);
  const points = histogram.points.length;
  const [first, last, begin, end] = [
    bounds[0],
    bounds.at(-1),
    forecast?.coming[0]?.from,
    forecast?.coming.at(-1)?.to,
  ];
  const isDrawn =
    OF_DAYS.has(histogram.bucket) &&
    ![first, last, begin, end].includes(undefined) &&
    (begin ?? 0) >= (first ?? 0) &&
    (begin ?? 0) <= (last ?? 0);
  if (!isDrawn || last === undefined || end === undefined) return { bounds, points, forecast: null };
  const more = end > last ? bucketBounds(last, end - 1, histogram.bucket, zone).slice(1) : [];
  return { bounds: [...bounds, ...more], points, forecast };
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

/** The running totals that are expected at the end of each coming day, on top of a total so far. */
export function expectedRunning({ forecast }: Slots, soFar: number): readonly ExpectedAt[] {
  const begin = forecast?.coming[0]?.from;
  if (forecast === null || begin === undefined) return [];
  const start = { at: begin, expected: soFar, low: soFar, high: soFar };
  const days = forecast.coming.map(({ to }) => {
    const { expected, low, high } = forecast.expected(begin, to);
    return { at: to, expected: soFar + expected, low: soFar + low, high: soFar + high };
  });
  return [start, ...days];
}
