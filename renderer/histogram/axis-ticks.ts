import { bucketBounds, estimateBuckets } from '../../shared/time/buckets.ts';
import { HOUR, MINUTE, offsetSpanAt } from '../../shared/time/zone.ts';

/** A mark of the time axis. */
export interface Tick {
  /** Px from the left edge. */
  readonly x: number;
  /** Null where the label would touch the one before or leave the axis. */
  readonly label: string | null;
}

type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

interface Step {
  readonly unit: Unit;
  /** Marks lie on multiples of it: every third hour is at 0, 3, 6 … o'clock. */
  readonly every: number;
  /** Px that a label of such a mark needs. */
  readonly width: number;
}

/** From the finest to the coarsest: the first that leaves room for its labels is taken. */
const STEPS: readonly Step[] = [
  ...[1, 2, 5, 10, 15, 30].map((every) => ({ unit: 'minute' as const, every, width: 48 })),
  ...[1, 2, 3, 6, 12].map((every) => ({ unit: 'hour' as const, every, width: 48 })),
  { unit: 'day', every: 1, width: 56 },
  ...[1, 2].map((every) => ({ unit: 'week' as const, every, width: 56 })),
  ...[1, 2, 3, 6].map((every) => ({ unit: 'month' as const, every, width: 44 })),
  ...[1, 2, 5, 10, 20, 50, 100].map((every) => ({ unit: 'year' as const, every, width: 44 })),
];

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** Px of a character of the axis, and between two labels; figures are a little narrower. */
const CHARACTER = 6.8;
const GAP = 10;

/** A local date and time. */
interface Local {
  readonly minutes: number;
  readonly hours: number;
  readonly day: number;
  readonly month: number;
  readonly year: number;
  readonly weeks: number;
  readonly clock: string;
}

/**
 * Marks at round times of the zone, over buckets that are all equally wide on screen. The first label says the whole
 * date; later ones say what has changed, the year wherever a new one begins.
 * @param bounds of the buckets, µs UTC, one more than there are buckets
 */
export function axisTicks(bounds: readonly number[], zone: string, width: number): readonly Tick[] {
  const from = bounds[0];
  const to = bounds.at(-1);
  if (from === undefined || to === undefined || to <= from || width <= 0) return [];
  const step = STEPS.find((one) => (estimate(one, from, to) + 1) * one.width <= width) ?? STEPS.at(-1);
  const round = step === undefined ? [] : roundTimes(step, from, to, zone);
  return labelled(round.length === 0 ? [from] : round, step?.unit ?? 'year', bounds, zone, width);
}

function estimate({ unit, every }: Step, from: number, to: number): number {
  const count = unit === 'year' ? estimateBuckets(from, to, 'month') / 12 : estimateBuckets(from, to, unit);
  return count / every;
}

/** The instants of `[from, to)` that a step marks. */
function roundTimes(step: Step, from: number, to: number, zone: string): number[] {
  const unit = step.unit === 'year' ? 'month' : step.unit;
  const starts = bucketBounds(from, to - 1, unit, zone);
  return starts.filter((at) => at >= from && at < to && isRound(step, localAt(at, zone)));
}

function isRound({ unit, every }: Step, { minutes, hours, weeks, month, year }: Local): boolean {
  switch (unit) {
    case 'minute':
      return minutes % every === 0;
    case 'hour':
      return hours % every === 0;
    case 'day':
      return true;
    case 'week':
      return weeks % every === 0;
    case 'month':
      return month % every === 0;
    case 'year':
      return month === 0 && year % every === 0;
  }
}

function labelled(
  times: readonly number[],
  unit: Unit,
  bounds: readonly number[],
  zone: string,
  width: number,
): Tick[] {
  let free = 0;
  let before: Local | null = null;
  return times.map((at) => {
    const x = placeOf(at, bounds, width);
    const local = localAt(at, zone);
    const label = labelOf(local, unit, before);
    const end = x + label.length * CHARACTER;
    if (x < free || end > width) return { x, label: null };
    free = end + GAP;
    before = local;
    return { x, label };
  });
}

function labelOf({ day, month, year, clock }: Local, unit: Unit, before: Local | null): string {
  const withYear = (text: string) => (before?.year === year ? text : `${text} ${year}`);
  const name = MONTHS[month] ?? '';
  switch (unit) {
    case 'year':
      return String(year);
    case 'month':
      return withYear(name);
    case 'week':
    case 'day':
      return withYear(`${day} ${name}`);
    case 'hour':
    case 'minute': {
      if (before === null) return `${withYear(`${day} ${name}`)} ${clock}`;
      const sameDay = before.day === day && before.month === month && before.year === year;
      return sameDay ? clock : withYear(`${day} ${name}`);
    }
  }
}

/** Where an instant is: its bucket, and as far in it as it is through its time. */
export function placeOf(at: number, bounds: readonly number[], width: number): number {
  const buckets = bounds.length - 1;
  let low = 0;
  let high = buckets - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((bounds[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  const start = bounds[low] ?? 0;
  const length = (bounds[low + 1] ?? start) - start;
  const through = length <= 0 ? 0 : Math.max(0, Math.min(1, (at - start) / length));
  return ((low + through) / buckets) * width;
}

/** The first day of the epoch was a Thursday: Mondays are three days before whole weeks of it. */
const MONDAY = 3;

function localAt(at: number, zone: string): Local {
  const micros = at + offsetSpanAt(at, zone).offset;
  const date = new Date(Math.floor(micros / 1_000));
  return {
    minutes: Math.floor(micros / MINUTE),
    hours: Math.floor(micros / HOUR),
    weeks: Math.floor((Math.floor(micros / (24 * HOUR)) + MONDAY) / 7),
    day: date.getUTCDate(),
    month: date.getUTCMonth(),
    year: date.getUTCFullYear(),
    clock: date.toISOString().split('T')[1]?.slice(0, 5) ?? '',
  };
}
