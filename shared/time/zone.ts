import { Temporal } from 'temporal-polyfill';
import { AppError } from '../errors.ts';

/** Microseconds per unit. */
export const SECOND = 1_000_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A stretch of time with one offset from UTC: `[from, to)` in µs UTC, open ends are infinite; `offset` in µs. */
export interface OffsetSpan {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/** The span last used in each zone: neighbouring rows nearly always share it. */
const lastSpan = new Map<string, OffsetSpan>();

/**
 * The offset of a zone at an instant, with the stretch of time in which it holds.
 * @throws BAD_ARGUMENT for an unknown zone
 */
export function offsetSpanAt(micros: number, zone: string): OffsetSpan {
  if (zone === 'UTC') return UTC_SPAN;
  const last = lastSpan.get(zone);
  if (last !== undefined && micros >= last.from && micros < last.to) return last;
  const at = zoned(micros, zone);
  const here = { from: -Infinity, to: Infinity, offset: at.offsetNanoseconds / 1_000 };
  // "Previous" of an instant is strictly before it, so that a transition itself needs the look one step on.
  const next = at.getTimeZoneTransition('next');
  const previous = at.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  const span = {
    from: previous === null ? here.from : toMicros(previous),
    to: next === null ? here.to : toMicros(next),
    offset: here.offset,
  };
  if (lastSpan.size > 1_000) lastSpan.clear();
  lastSpan.set(zone, span);
  return span;
}

const UTC_SPAN: OffsetSpan = { from: -Infinity, to: Infinity, offset: 0 };

/**
 * An instant in a zone.
 * @throws BAD_ARGUMENT for an unknown zone
 */
export function zoned(micros: number, zone: string): Temporal.ZonedDateTime {
  const instant = Temporal.Instant.fromEpochNanoseconds(BigInt(Math.floor(micros)) * 1_000n);
  try {
    return instant.toZonedDateTimeISO(zone);
  } catch (error) {
    if (error instanceof RangeError) throw unknownZone(zone, error);
    throw error;
  }
}

/** Whole microseconds since the epoch of anything that knows its nanoseconds; finer digits are cut off. */
export function toMicros(value: { readonly epochNanoseconds: bigint }): number {
  const nanos = value.epochNanoseconds;
  const micros = nanos / 1_000n;
  return Number(nanos % 1_000n < 0n ? micros - 1n : micros);
}

/**
 * Checks an IANA zone name (or a fixed offset such as `+02:00`) and gives its usual spelling.
 * @throws BAD_ARGUMENT
 */
export function knownZone(zone: string): string {
  return zoned(0, zone).timeZoneId;
}

function unknownZone(zone: string, cause: unknown): AppError {
  return new AppError(
    'BAD_ARGUMENT',
    `No time zone is called "${zone}". Use an IANA name such as UTC or Europe/Berlin.`,
    { zone },
    cause,
  );
}

/** First instant of a local date, µs UTC. Where the clock skips midnight it is the first instant after the gap. */
export function startOfDay(date: Temporal.PlainDate, zone: string): number {
  try {
    return toMicros(date.toZonedDateTime(zone));
  } catch (error) {
    if (error instanceof RangeError) throw unknownZone(zone, error);
    throw error;
  }
}
