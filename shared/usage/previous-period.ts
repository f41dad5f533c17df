import type { TimeRange } from '../filter/filter.ts';
import { isWindow, movedWindow, type Window } from '../time/window.ts';
import { startOfDay, zoned } from '../time/zone.ts';

/** A range beside the one before it. */
export interface PreviousPeriod {
  /** The range of the same length that ends where this one begins: months before months, days before days. */
  readonly whole: TimeRange;
  /**
   * The part of it to compare with: all of it where this range has passed, else what had passed of it at the same
   * point: for the first to the tenth at noon of a month, those days of the month before.
   */
  readonly same: TimeRange;
  /** Whether the log ends within this range, so that `same` is only a part. */
  readonly isRunning: boolean;
}

/**
 * The period before a time range; null where the range is open at an end, as all time is, or has no room before it.
 * @param until where the log ends, µs UTC, excluded: what lies behind it is not known rather than nothing
 * @throws BAD_ARGUMENT for an unknown zone
 */
export function previousPeriod(range: TimeRange, until: number): PreviousPeriod | null {
  if (!isWindow(range)) return null;
  const whole = before(range);
  if (whole.from === null || whole.to !== range.from) return null;
  const isRunning = until > range.from && until < range.to;
  if (!isRunning) return { whole, same: whole, isRunning };
  const to = Math.min(whole.to, atSamePoint(range.from, until, whole.from, range.zone));
  return { whole, same: { ...whole, to: Math.max(to, whole.from + 1) }, isRunning };
}

/** Ranges of a number of days have as many before them, also where they happen to be whole months. */
function before(range: Window): TimeRange {
  const { preset, from, to, zone } = range;
  if (preset !== 'last7d' && preset !== 'last30d' && preset !== 'last90d') return movedWindow(range, -1);
  const [first, end] = [zoned(from, zone).toPlainDate(), zoned(to, zone).toPlainDate()];
  return { preset: 'custom', zone, from: startOfDay(first.subtract(first.until(end)), zone), to: from };
}

/** As many days after the start, at the same time of day by the local clock, as `at` is after `start`. */
function atSamePoint(start: number, at: number, otherStart: number, zone: string): number {
  const first = zoned(start, zone).toPlainDate();
  const day = zoned(at, zone).toPlainDate();
  if (startOfDay(first, zone) !== start) return otherStart + (at - start);
  const otherDay = zoned(otherStart, zone)
    .toPlainDate()
    .add({ days: first.until(day).days });
  return startOfDay(otherDay, zone) + (at - startOfDay(day, zone));
}
