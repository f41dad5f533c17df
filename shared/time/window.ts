import { Temporal } from 'temporal-polyfill';
import type { TimeRange } from '../filter/filter.ts';
import { DAY, SECOND, startOfDay, zoned } from './zone.ts';

/** A time range that is closed at both ends. */
export interface Window extends TimeRange {
  readonly from: number;
  readonly to: number;
}

/** Whether both bounds are there, so that the range can be moved. */
export function isWindow(range: TimeRange): range is Window {
  return range.from !== null && range.to !== null && range.to > range.from;
}

/**
 * The window that reaches as far on either side of a moment, and somewhat further to whole seconds, so that its
 * bounds can be read. The moment itself is inside.
 * @param at µs UTC
 * @param reach µs
 */
export function windowAround(at: number, reach: number, zone: string): TimeRange {
  return spanWindow(at - reach, at + reach + 1, zone);
}

/** The window from one instant to another, whole seconds outwards; µs UTC. */
export function spanWindow(from: number, to: number, zone: string): TimeRange {
  const start = Math.floor(from / SECOND) * SECOND;
  return { preset: 'custom', zone, from: start, to: Math.max(start + SECOND, wholeSecond(to)) };
}

function wholeSecond(micros: number): number {
  return Math.ceil(micros / SECOND) * SECOND;
}

/**
 * The window of the same length that ends where this one begins (-1), or begins where it ends (1). Whole months
 * of its zone are followed by whole months and whole days by as many days, however long these are.
 * @throws BAD_ARGUMENT for an unknown zone
 */
export function movedWindow(window: Window, direction: -1 | 1): TimeRange {
  const { from, to, zone } = window;
  const days = wholeDays(window);
  if (days === null) {
    const length = to - from;
    return kept(window, from + direction * length, to + direction * length);
  }
  const length = days.first.until(days.end, { largestUnit: days.ofMonths ? 'months' : 'days' });
  if (direction === 1) return kept(window, to, startOfDay(days.end.add(length), zone));
  return kept(window, startOfDay(days.first.subtract(length), zone), from);
}

/** The window twice as long about the same middle, or half as long; at least a second. */
export function scaledWindow(window: Window, scale: 'wider' | 'narrower'): TimeRange {
  const { from, to, zone } = window;
  const step = scale === 'wider' ? (to - from) / 2 : -(to - from) / 4;
  const next = spanWindow(from - step, to + step, zone);
  return kept(window, next.from ?? from, next.to ?? to);
}

/** The bounds as a range of its own; the window itself where they could not be carried as numbers. */
function kept(window: Window, from: number, to: number): TimeRange {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || to <= from) return window;
  return { preset: 'custom', zone: window.zone, from, to };
}

interface WholeDays {
  readonly first: Temporal.PlainDate;
  /** The day after the last one. */
  readonly end: Temporal.PlainDate;
  readonly ofMonths: boolean;
}

/** The local days a window consists of; null when it begins or ends within one. */
function wholeDays({ from, to, zone }: Window): WholeDays | null {
  const first = zoned(from, zone).toPlainDate();
  const end = zoned(to, zone).toPlainDate();
  if (startOfDay(first, zone) !== from || startOfDay(end, zone) !== to) return null;
  // A day that a zone skipped is none to count from.
  if (Temporal.PlainDate.compare(first, end) >= 0 || to - from < DAY / 2) return null;
  return { first, end, ofMonths: first.day === 1 && end.day === 1 };
}
