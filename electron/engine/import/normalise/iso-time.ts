import type { CivilTime } from './civil-time.ts';
import { readZone } from './named-zone.ts';

const DASH = 45;
const COLON = 58;
const POINT = 46;
const COMMA = 44;
const SPACE = 32;

/**
 * Reads `2026-10-30T14:05:11.2040000+02:00` and its relatives: `T`, `t` or blank between date and time; seconds
 * and fraction optional; any number of fraction digits (beyond microseconds cut); zone `Z`, `±HH`,
 * `±HHMM`, `±HH:MM`, a name, or none; `/` instead of `-`. Written by hand because it runs once per record.
 * @returns false when the text is not of this form; `into` is then undefined in meaning
 */
export function readIsoTime(text: string, into: CivilTime): boolean {
  const length = text.length;
  if (length < 10) return false;
  const separator = text.charCodeAt(4);
  if ((separator !== DASH && separator !== 47) || text.charCodeAt(7) !== separator) return false;
  into.year = digits(text, 0, 4);
  into.month = digits(text, 5, 7);
  into.day = digits(text, 8, 10);
  into.hour = 0;
  into.minute = 0;
  into.second = 0;
  into.micros = 0;
  into.offsetMinutes = null;
  into.zone = null;
  if (into.year < 0 || into.month < 0 || into.day < 0) return false;
  if (length === 10) return true;
  const between = text.charCodeAt(10) | 32;
  if (between !== 116 && between !== SPACE) return false;
  if (length < 16 || text.charCodeAt(13) !== COLON) return false;
  into.hour = digits(text, 11, 13);
  into.minute = digits(text, 14, 16);
  if (into.hour < 0 || into.minute < 0) return false;
  let i = 16;
  if (text.charCodeAt(i) === COLON) {
    into.second = digits(text, 17, 19);
    if (into.second < 0) return false;
    i = 19;
    const mark = text.charCodeAt(i);
    if (mark === POINT || mark === COMMA) i = readFraction(text, i + 1, into);
  }
  if (i === length) return true;
  return readZone(text, i, into);
}

/** Reads fraction digits from `from` into `into.micros` and returns the position behind them. */
export function readFraction(text: string, from: number, into: CivilTime): number {
  let micros = 0;
  let unit = 100_000;
  let i = from;
  for (; i < text.length; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) break;
    micros += digit * unit;
    unit = Math.floor(unit / 10);
  }
  into.micros = micros;
  return i;
}

/** The digits of a stretch as a number; -1 when one is not a digit or the text is too short. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}
