import { type HistogramArg, MAX_POINTS } from '../../../../shared/api/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { TimeRange } from '../../../../shared/filter/filter.ts';
import { bucketBounds, chooseBucket, estimateBuckets, widenBucket } from '../../../../shared/time/buckets.ts';
import { toIso } from '../../../../shared/time/format.ts';
import { knownZone } from '../../../../shared/time/zone.ts';
import type { LoadedNumbers } from '../loaded-columns.ts';
import type { TimeExtent } from './time-extent.ts';

/** What is asked of a histogram. */
export interface HistogramQuestion
  extends Pick<HistogramArg, 'bucket' | 'measure' | 'timezone' | 'by' | 'maxPoints' | 'currency'> {
  /** The time range that is covered whole, µs UTC, where it has bounds. */
  readonly range?: Pick<TimeRange, 'from' | 'to'>;
}

/** The buckets of a histogram, gap-free. */
export interface TimeBuckets {
  readonly bucket: HistogramArg['bucket'] & string;
  readonly timezone: string;
  /** µs UTC, one more than there are buckets; empty when no event is dated. */
  readonly bounds: readonly number[];
}

/**
 * The buckets from that of the first event to that of the last, or those of the range that is to be covered.
 * @throws BAD_ARGUMENT for an unknown zone, or a bucket that would give more than {@link MAX_POINTS} points
 */
export function timeBuckets(extent: TimeExtent | null, arg: HistogramQuestion): TimeBuckets {
  const timezone = knownZone(arg.timezone);
  if (extent === null) return { bucket: arg.bucket ?? 'day', timezone, bounds: [] };
  const first = arg.range?.from ?? extent.first;
  const last = (arg.range?.to ?? extent.last + 1) - 1;
  const chosen = arg.bucket ?? chooseBucket(first, last);
  const bucket = widenBucket(chosen, first, last, arg.maxPoints ?? Number.POSITIVE_INFINITY);
  if (estimateBuckets(first, last, bucket) > MAX_POINTS) {
    throw new AppError(
      'BAD_ARGUMENT',
      `One point per ${bucket} from ${toIso(first)} to ${toIso(last)} would be over ${MAX_POINTS.toLocaleString('en')} points. Choose a larger bucket or a shorter time range.`,
    );
  }
  return { bucket, timezone, bounds: bucketBounds(first, last, bucket, timezone) };
}

/** Finds the bucket of a time: its bounds in the units of the column, and a grid that tells where to look. */
export interface BucketFinder {
  /** First stored value of each bucket, and what lies behind the last. */
  readonly starts: Float64Array;
  /** The bucket in which each of many equally long slots begins. */
  readonly grid: Uint32Array;
  readonly slotsPerUnit: number;
}

/** Slots for each bucket: buckets of days or weeks then take at most one step from the slot's own. */
const SLOTS_PER_BUCKET = 2;

/** A finder of the buckets between bounds, for a column of times. */
export function bucketFinder({ base, scale }: LoadedNumbers, bounds: readonly number[]): BucketFinder {
  const starts = Float64Array.from(bounds, (bound) => firstAtOrAfter(bound - base, scale));
  const from = starts[0] ?? 0;
  const to = starts.at(-1) ?? 0;
  const slots = Math.max(1, (bounds.length - 1) * SLOTS_PER_BUCKET);
  const slotsPerUnit = slots / Math.max(1, to - from);
  const grid = new Uint32Array(slots + 1);
  let bucket = 0;
  for (let slot = 0; slot <= slots; slot += 1) {
    while (bucket + 2 < starts.length && (starts[bucket + 1] ?? 0) <= from + slot / slotsPerUnit) bucket += 1;
    grid[slot] = bucket;
  }
  return { starts, grid, slotsPerUnit };
}

/** The least whole `n` with `n × scale ≥ distance`. */
function firstAtOrAfter(distance: number, scale: number): number {
  let n = Math.ceil(distance / scale);
  // A quotient may have been rounded over a whole number.
  while ((n - 1) * scale >= distance) n -= 1;
  while (n * scale < distance) n += 1;
  return n;
}
