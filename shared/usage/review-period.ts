import { Temporal } from 'temporal-polyfill';
import type { TimeRange } from '../filter/filter.ts';
import { zoned } from '../time/zone.ts';

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'],
  ...['November', 'December'],
];

/** The month an instant lies in: `2026-10`. @throws BAD_ARGUMENT for an unknown zone */
export function periodOf(micros: number, zone: string): string {
  return zoned(micros, zone).toPlainDate().toPlainYearMonth().toString();
}

/** The month that is so many later, or earlier. */
export function periodBeside(period: string, months: number): string {
  return Temporal.PlainYearMonth.from(period).add({ months }).toString();
}

/** `October 2026` */
export function periodText(period: string): string {
  const { month, year } = Temporal.PlainYearMonth.from(period);
  return `${MONTHS[month - 1] ?? ''} ${year}`;
}

/**
 * The month a review is about: that of the time range where it lies within one, else that of "as of".
 * @param asOf µs UTC
 */
export function periodInReview(
  { from, to }: Pick<TimeRange, 'from' | 'to'>,
  asOf: number,
  zone: string,
): string {
  if (from === null || to === null || to <= from) return periodOf(asOf, zone);
  const period = periodOf(from, zone);
  return periodOf(to - 1, zone) === period ? period : periodOf(asOf, zone);
}
