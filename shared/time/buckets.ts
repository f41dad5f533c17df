import type { Temporal } from 'temporal-polyfill';
import type { Bucket } from '../api/contract.ts';
import { DAY, HOUR, MINUTE, offsetSpanAt, startOfDay, zoned } from './zone.ts';

/** Usual length of a bucket, µs; days differ where the clock changes, months anyway. */
const USUAL_LENGTH: Readonly<Record<Bucket, number>> = {
  minute: MINUTE,
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
  month: 30.44 * DAY,
};

/** Number of bars that fills a chart and can still be read. */
const WANTED_POINTS = 90;

/** About how many buckets lie between two instants (µs UTC). */
export function estimateBuckets(from: number, to: number, bucket: Bucket): number {
  return Math.max(1, (to - from) / USUAL_LENGTH[bucket]);
}

/** The bucket that comes nearest to a readable number of bars, counted in ratios. */
export function chooseBucket(from: number, to: number): Bucket {
  const buckets = Object.keys(USUAL_LENGTH) as Bucket[];
  const distance = (bucket: Bucket) => Math.abs(Math.log(estimateBuckets(from, to, bucket) / WANTED_POINTS));
  return buckets.reduce((best, bucket) => (distance(bucket) < distance(best) ? bucket : best));
}

/** A bucket, or the next wider one that gives at most so many points; the widest when none does. */
export function widenBucket(bucket: Bucket, from: number, to: number, maxPoints: number): Bucket {
  const buckets = Object.keys(USUAL_LENGTH) as Bucket[];
  const wider = buckets.slice(buckets.indexOf(bucket));
  return wider.find((one) => estimateBuckets(from, to, one) <= maxPoints) ?? 'month';
}

/**
 * Boundaries of all buckets from the one that holds `first` to the one that holds `last`, ascending, one more
 * than there are buckets; µs UTC. Days begin at local midnight, weeks on Monday (ISO 8601), months on the
 * first. Hours and minutes follow the local clock and never reach across a change of it.
 * @throws BAD_ARGUMENT for an unknown zone
 */
export function bucketBounds(first: number, last: number, bucket: Bucket, zone: string): number[] {
  if (bucket === 'minute' || bucket === 'hour') return clockBounds(first, last, USUAL_LENGTH[bucket], zone);
  return calendarBounds(first, last, bucket, zone);
}

function clockBounds(first: number, last: number, length: number, zone: string): number[] {
  let span = offsetSpanAt(first, zone);
  const floor = (micros: number) => Math.floor((micros + span.offset) / length) * length - span.offset;
  const bounds = [Math.max(floor(first), span.from)];
  for (let at = floor(first) + length; ; at += length) {
    if (at >= span.to) {
      at = span.to;
      span = offsetSpanAt(at, zone);
      bounds.push(at);
      at = floor(at);
    } else {
      bounds.push(at);
    }
    if (at > last) return bounds;
  }
}

function calendarBounds(
  first: number,
  last: number,
  bucket: 'day' | 'week' | 'month',
  zone: string,
): number[] {
  let date = firstDate(zoned(first, zone).toPlainDate(), bucket);
  let at = startOfDay(date, zone);
  const bounds = [at];
  while (at <= last) {
    const steps = bucket === 'month' ? 0 : plainSteps(at, last, USUAL_LENGTH[bucket], zone);
    for (let step = 1; step <= steps; step += 1) bounds.push(at + step * USUAL_LENGTH[bucket]);
    at = bounds.at(-1) ?? at;
    if (at > last) break;
    date = later(date, bucket, steps + 1);
    at = startOfDay(date, zone);
    // A zone that crossed the date line skipped a whole day: it has no bucket.
    if (at !== bounds.at(-1)) bounds.push(at);
  }
  return bounds;
}

/**
 * How often a length of whole days can be added to the start of a day until it is behind `last`, as far as the clock
 * does not change in between. That is nearly always all the way, and takes a thousandth of asking the calendar.
 */
function plainSteps(at: number, last: number, length: number, zone: string): number {
  const { to, offset } = offsetSpanAt(at, zone);
  if ((at + offset) % DAY !== 0) return 0;
  const wanted = Math.floor((last - at) / length) + 1;
  return Math.min(wanted, Math.max(0, Math.ceil((to - at) / length) - 1));
}

function later(
  date: Temporal.PlainDate,
  bucket: 'day' | 'week' | 'month',
  steps: number,
): Temporal.PlainDate {
  if (bucket === 'month') return date.add({ months: steps });
  return date.add({ days: bucket === 'week' ? 7 * steps : steps });
}

function firstDate(date: Temporal.PlainDate, bucket: 'day' | 'week' | 'month'): Temporal.PlainDate {
  if (bucket === 'week') return date.subtract({ days: date.dayOfWeek - 1 });
  return bucket === 'month' ? date.with({ day: 1 }) : date;
}
