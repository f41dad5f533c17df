import { NANO } from '../../../shared/domain/decimal.ts';
import { toIso } from '../../../shared/time/format.ts';

/**
 * Numbers as ASCII text, straight into a buffer: exports print tens of millions of them. Every function writes at
 * `at` and returns where it ended; the buffer must have room for {@link NUMBER_BYTES}.
 */

/** The longest text any number here has: an instant beyond the calendar. */
export const NUMBER_BYTES = 32;

const UNIT = Number(NANO);
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;

/** A safe integer, as `String` writes it. */
export function writeInteger(out: Uint8Array, at: number, value: number): number {
  if (value >= 0) return writeMagnitude(out, at, value);
  out[at] = MINUS;
  return writeMagnitude(out, at + 1, -value);
}

/** A safe integer of 10⁻⁹ units, as `formatNano` writes it. */
export function writeDecimal(out: Uint8Array, at: number, nano: number): number {
  let end = at;
  let magnitude = nano;
  if (nano < 0) {
    out[end] = MINUS;
    end += 1;
    magnitude = -nano;
  }
  const whole = wholeUnits(magnitude);
  let fraction = magnitude - whole * UNIT;
  end = writeMagnitude(out, end, whole);
  if (fraction === 0) return end;
  let digits = 9;
  while (fraction % 10 === 0) {
    fraction /= 10;
    digits -= 1;
  }
  out[end] = POINT;
  return writeDigits(out, end + 1, fraction, digits);
}

function writeMagnitude(out: Uint8Array, at: number, value: number): number {
  if (value < UNIT) return writeDigits(out, at, value, digitsOf(value));
  const whole = wholeUnits(value);
  const end = writeDigits(out, at, whole, digitsOf(whole));
  return writeDigits(out, end, value - whole * UNIT, 9);
}

/** How often 10⁹ goes into a safe integer that is not negative. */
function wholeUnits(value: number): number {
  // A quotient just below a whole number is at least 10⁻⁹ below, more than rounding can add to one under 2⁵³ / 10⁹.
  return value < UNIT ? 0 : Math.floor(value / UNIT);
}

function digitsOf(value: number): number {
  if (value < 10) return 1;
  if (value < 100) return 2;
  if (value < 1_000) return 3;
  if (value < 10_000) return 4;
  if (value < 100_000) return 5;
  if (value < 1_000_000) return 6;
  if (value < 10_000_000) return 7;
  return value < 100_000_000 ? 8 : 9;
}

/** A number below 10⁹ in just as many digits. */
function writeDigits(out: Uint8Array, at: number, value: number, digits: number): number {
  let rest = value | 0;
  for (let place = at + digits - 1; place >= at; place -= 1) {
    const next = (rest / 10) | 0;
    out[place] = ZERO + rest - next * 10;
    rest = next;
  }
  return at + digits;
}

const DAY = 86_400_000_000;
const DATE_BYTES = 11;
const REMEMBERED_DAYS = 1_024;

/** Writes instants as `toIso` does. Dates of days are remembered, since events of a day come together. */
export class InstantPrinter {
  /** The day whose date a place of {@link #dates} holds. */
  readonly #days = new Float64Array(REMEMBERED_DAYS).fill(Number.NaN);
  readonly #dates = new Uint8Array(REMEMBERED_DAYS * DATE_BYTES);

  /** @param micros a safe integer: µs since the epoch, which are then years of four digits */
  write(out: Uint8Array, at: number, micros: number): number {
    // Exact for the reason given at `wholeUnits`.
    const day = Math.floor(micros / DAY);
    const date = this.#dateOf(day) * DATE_BYTES;
    const dates = this.#dates;
    for (let i = 0; i < DATE_BYTES; i += 1) out[at + i] = dates[date + i] ?? 0;
    return writeClock(out, at + DATE_BYTES, micros - day * DAY);
  }

  /** The place that holds the date of a day, counted from the epoch. */
  #dateOf(day: number): number {
    const place = day & (REMEMBERED_DAYS - 1);
    if (this.#days[place] !== day) {
      const text = toIso(day * DAY);
      for (let i = 0; i < DATE_BYTES; i += 1) this.#dates[place * DATE_BYTES + i] = text.charCodeAt(i);
      this.#days[place] = day;
    }
    return place;
  }
}

function writeClock(out: Uint8Array, at: number, micros: number): number {
  const seconds = Math.floor(micros / 1_000_000);
  const fraction = micros - seconds * 1_000_000;
  const hour = (seconds / 3_600) | 0;
  const minute = ((seconds - hour * 3_600) / 60) | 0;
  writeDigits(out, at, hour, 2);
  out[at + 2] = 0x3a;
  writeDigits(out, at + 3, minute, 2);
  out[at + 5] = 0x3a;
  writeDigits(out, at + 6, seconds - hour * 3_600 - minute * 60, 2);
  out[at + 8] = POINT;
  const millis = (fraction / 1_000) | 0;
  let end = writeDigits(out, at + 9, millis, 3);
  if (millis * 1_000 !== fraction) end = writeDigits(out, end, fraction - millis * 1_000, 3);
  out[end] = 0x5a;
  return end + 1;
}
