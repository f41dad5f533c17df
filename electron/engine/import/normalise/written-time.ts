import type { DateOrder } from '../../../../shared/domain/source.ts';
import type { CivilTime } from './civil-time.ts';
import { readFraction, readZone } from './iso-time.ts';

/** `03/04/2026 9:05:11.250 PM +02:00` with `/`, `.` or `-`; the year first, last, or of two digits. */
const NUMERIC = /^(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?:$|[\sT,]+)(.*)$/i;
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})([.,]\d+)?)?\s*(am|pm|a\.m\.|p\.m\.)?\s*(.*)$/i;

/** `Mon, 20 May 2023 11:33:55 +0000`, `20/May/2023:11:33:55 +0000`. RFC 2822 and the common log format. */
const DAY_FIRST = /^(?:[a-z]{3,9},?\s+)?(\d{1,2})[\s/-]([a-z]{3,9})\.?[\s/-](\d{4}|\d{2})(?:$|[:\s,]+)(.*)$/i;
/** `May 20, 2023 11:33:55 AM`, `Sat May 20 2023 11:33:55`. */
const MONTH_FIRST = /^(?:[a-z]{3,9},?\s+)?([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})(?:$|[:\s,]+)(.*)$/i;
/** `20260520113355.123`, `20260520T113355Z`: ISO 8601 basic format. */
const BASIC = /^(\d{4})(\d{2})(\d{2})T?(\d{2})(\d{2})(\d{2})(\.\d+)?(.*)$/i;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The three numbers of a numeric date, as written. */
export interface NumericDate {
  readonly first: number;
  readonly second: number;
  readonly third: number;
  /** Whether the first number is the year because it has four digits. */
  readonly yearFirst: boolean;
  /** Whether the last number is a year of four digits. */
  readonly yearLast: boolean;
}

/** Takes a numeric date apart; null when the text is none. Two-digit years leave the order open. */
export function numericDate(text: string): NumericDate | null {
  const match = NUMERIC.exec(text);
  if (match === null) return null;
  const [, first = '', , second = '', third = '', rest = ''] = match;
  if (rest !== '' && !CLOCK.test(rest)) return null;
  const yearFirst = first.length === 4;
  const yearLast = third.length === 4;
  if (yearFirst === yearLast && (yearFirst || first.length > 2 || third.length !== 2)) return null;
  return { first: Number(first), second: Number(second), third: Number(third), yearFirst, yearLast };
}

/** Reads every written form that is not ISO 8601. @returns false when the text is of none of them */
export function readWrittenTime(text: string, order: DateOrder | null, into: CivilTime): boolean {
  return readNumeric(text, order, into) || readNamedMonth(text, into) || readBasic(text, into);
}

function readNumeric(text: string, order: DateOrder | null, into: CivilTime): boolean {
  const date = numericDate(text);
  if (date === null) return false;
  const { first, second, third } = date;
  const effective = date.yearFirst ? 'ymd' : order;
  if (effective === null) return false;
  if (effective === 'ymd') setDate(into, fullYear(first), second, third);
  else if (effective === 'dmy') setDate(into, fullYear(third), second, first);
  else setDate(into, fullYear(third), first, second);
  return readClock(NUMERIC.exec(text)?.[5] ?? '', into);
}

function readNamedMonth(text: string, into: CivilTime): boolean {
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst !== null) {
    const [, day = '', month = '', year = '', rest = ''] = dayFirst;
    setDate(into, fullYear(Number(year)), monthNumber(month), Number(day));
    return readClock(rest, into);
  }
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst === null) return false;
  const [, month = '', day = '', year = '', rest = ''] = monthFirst;
  setDate(into, Number(year), monthNumber(month), Number(day));
  return readClock(rest, into);
}

function readBasic(text: string, into: CivilTime): boolean {
  const match = BASIC.exec(text);
  if (match === null) return false;
  setDate(into, Number(match[1]), Number(match[2]), Number(match[3]));
  const [, , , , hour = '', minute = '', second = '', fraction = '', zone = ''] = match;
  return readClock(`${hour}:${minute}:${second}${fraction}${zone}`, into);
}

function readClock(text: string, into: CivilTime): boolean {
  if (text === '') return true;
  const match = CLOCK.exec(text);
  if (match === null) return false;
  const [, hour = '', minute = '', second = '0', fraction = '', half = '', zone = ''] = match;
  into.hour = half === '' ? Number(hour) : twelveHour(Number(hour), half);
  into.minute = Number(minute);
  into.second = Number(second);
  if (fraction !== '') readFraction(fraction, 1, into);
  if (zone === '') return true;
  const offset = readZone(zone, 0);
  if (offset === undefined) return false;
  into.offsetMinutes = offset;
  return true;
}

/** 12 AM is midnight, 12 PM is noon. An hour that no clock shows becomes 99, which no time has. */
function twelveHour(hour: number, half: string): number {
  if (hour < 1 || hour > 12) return 99;
  return (hour % 12) + (half[0]?.toLowerCase() === 'p' ? 12 : 0);
}

function setDate(into: CivilTime, year: number, month: number, day: number): void {
  into.year = year;
  into.month = month;
  into.day = day;
  into.hour = 0;
  into.minute = 0;
  into.second = 0;
  into.micros = 0;
  into.offsetMinutes = null;
}

/** Two digits mean this century: logs are younger than that. */
function fullYear(year: number): number {
  return year < 100 ? 2000 + year : year;
}

/** 1 to 12 from an English name or its first three letters; 0 when it is none. */
function monthNumber(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}
