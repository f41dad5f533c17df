import { Temporal } from 'temporal-polyfill';
import { AppError } from '../errors.ts';
import { offsetSpanAt, startOfDay, toMicros } from './zone.ts';

/** How many digits of an instant to show. */
export type Precision = 'day' | 'minute' | 'second' | 'milli' | 'micro';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** Largest distance from the epoch that has a calendar date, in µs; beyond it the number itself is shown. */
const MAX_DATE = 8.64e18;

/**
 * An instant for people, always with its zone: `30 Oct 2026 14:05:11.204 UTC`, elsewhere
 * `30 Oct 2026 15:05:11.204 UTC+01:00`.
 * @param micros microseconds since the epoch
 * @throws BAD_ARGUMENT for an unknown zone
 */
export function formatInstant(
  micros: number,
  zone: string,
  { precision = 'milli' }: { readonly precision?: Precision } = {},
): string {
  if (Math.abs(micros) >= MAX_DATE) return `${micros} µs`;
  const { offset } = offsetSpanAt(micros, zone);
  const { day, clock } = civil(micros + offset, precision);
  return [day, clock, zoneLabel(offset, zone)].filter((part) => part !== '').join(' ');
}

function civil(localMicros: number, precision: Precision): { day: string; clock: string } {
  const millis = Math.floor(localMicros / 1_000);
  const local = new Date(millis);
  const day = `${local.getUTCDate()} ${MONTHS[local.getUTCMonth()] ?? ''} ${local.getUTCFullYear()}`;
  if (precision === 'day') return { day, clock: '' };
  const time = local.toISOString().split('T')[1] ?? '';
  if (precision === 'minute') return { day, clock: time.slice(0, 5) };
  if (precision === 'second') return { day, clock: time.slice(0, 8) };
  if (precision === 'milli') return { day, clock: time.slice(0, 12) };
  return { day, clock: time.slice(0, 12) + microDigits(localMicros, millis) };
}

function microDigits(micros: number, millis: number): string {
  return String(Math.floor(micros - millis * 1_000)).padStart(3, '0');
}

/** `UTC`, or the offset in force at the instant: `UTC+01:00`. */
function zoneLabel(offset: number, zone: string): string {
  if (offset === 0 && /^(utc|etc\/utc)$/i.test(zone)) return 'UTC';
  const seconds = Math.abs(offset) / 1_000_000;
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  if (seconds % 60 !== 0) parts.push(seconds % 60);
  return `UTC${offset < 0 ? '-' : '+'}${parts.map((part) => String(part).padStart(2, '0')).join(':')}`;
}

/**
 * The one ISO 8601 form of an instant: `2026-10-30T14:05:11.204Z`, with six digits only when the microseconds
 * are not a whole number of milliseconds.
 * @param micros microseconds since the epoch
 */
export function toIso(micros: number): string {
  if (Math.abs(micros) >= MAX_DATE) return `${micros} µs`;
  const millis = Math.floor(micros / 1_000);
  const iso = new Date(millis).toISOString();
  const micro = microDigits(micros, millis);
  return micro === '000' ? iso : `${iso.slice(0, -1)}${micro}Z`;
}

/** {@link toIso}, keeping "undated". */
export function toIsoOrNull(micros: number | null): string | null {
  return micros === null ? null : toIso(micros);
}

/** What a text means as a time: one instant, or a whole local day `[from, to)`. µs UTC. */
export type Moment =
  | { readonly kind: 'instant'; readonly at: number }
  | { readonly kind: 'day'; readonly from: number; readonly to: number };

const DATE_ONLY = /^[+-]?\d{4,6}-\d{2}-\d{2}$/;
const HAS_OFFSET = /(?:[zZ]|[+-]\d{2}(?::?\d{2})?(?::?\d{2})?)$/;

/**
 * Reads an ISO 8601 instant, a local date and time, or a date. What carries no offset is taken in `zone`;
 * digits beyond the microsecond are cut off.
 * @throws BAD_ARGUMENT when it is none of them
 */
export function parseMoment(text: string, zone: string): Moment {
  const trimmed = text.trim();
  try {
    if (DATE_ONLY.test(trimmed)) return wholeDay(Temporal.PlainDate.from(trimmed), zone);
    if (HAS_OFFSET.test(trimmed.replace(/^[^T ]*/, ''))) {
      return { kind: 'instant', at: checked(toMicros(Temporal.Instant.from(trimmed))) };
    }
    const local = Temporal.PlainDateTime.from(trimmed);
    return { kind: 'instant', at: checked(toMicros(local.toZonedDateTime(zone))) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AppError(
      'BAD_ARGUMENT',
      `"${text}" is not a time. Write a date (2026-10-30) or an instant (2026-10-30T14:05:11Z).`,
      { text },
      error,
    );
  }
}

function wholeDay(date: Temporal.PlainDate, zone: string): Moment {
  return {
    kind: 'day',
    from: checked(startOfDay(date, zone)),
    to: checked(startOfDay(date.add({ days: 1 }), zone)),
  };
}

/** Microseconds are carried as plain numbers, which are exact between the years 1684 and 2255. */
function checked(micros: number): number {
  if (!Number.isSafeInteger(micros)) throw new RangeError('outside the years 1684 to 2255');
  return micros;
}

/**
 * Reads an ISO 8601 instant, or a date as the first instant of that day in `zone`. Returns µs UTC.
 * @throws BAD_ARGUMENT when it is neither
 */
export function parseInstant(text: string, zone: string): number {
  const moment = parseMoment(text, zone);
  return moment.kind === 'day' ? moment.from : moment.at;
}
