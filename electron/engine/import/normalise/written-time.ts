import type { DateOrder } from '../../../../shared/domain/source.ts';
import { readAsianTime } from './asian-time.ts';
import { type CivilTime, newCivilTime, setDate } from './civil-time.ts';
import { readClock } from './clock-time.ts';
import { monthNumber } from './month-names.ts';

/** `03/04/2026 9:05:11.250 PM +02:00` with `/`, `.` or `-`; the year first, last, or of two digits. */
const NUMERIC = /^(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?:$|(?:[\sT,_:]+|-(?=\d\d[.:]))(.*)$)/i;

/** `Mon, 20 May 2023 11:33:55 +0000`, `20/May/2023:11:33:55`, `1. November 2026`, `1 de noviembre de 2026`. */
const DAY_FIRST =
  /^(\d{1,2})(?:st|nd|rd|th|er|º)?[\s/.-]*(?:de\s+|of\s+)?(\p{L}{3,12})\.?[\s/,-]*(?:del?\s+)?(?:(\d{4})(?:$|[:\s,T]+)|(\d{2})(?:$|[\s,T]+|:(?=\d\d:\d\d:)))(.*)$/iu;
/** `May 20, 2023 11:33:55 AM`. */
const MONTH_FIRST = /^(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:$|[:\s,]+)(.*)$/iu;
/** `Nov  1 10:00:00 2026`, `Nov 1 10:00:00 CET 2026`: C's asctime and Unix's date. */
const YEAR_LAST = /^(\p{L}{3,12})\.?\s+(\d{1,2}),?\s+(\d{1,2}:\d{2}:\d{2}\S*)\s+(?:(\S{1,40})\s+)?(\d{4})$/iu;
/** `2026-Nov-01 10:00:00`. */
const YEAR_FIRST = /^(\d{4})[\s/.-]+(\p{L}{3,12})\.?[\s/.-]+(\d{1,2})(?:$|[:\s,T]+)(.*)$/iu;

/** A day of the week in front of a date. */
const WEEKDAY = /^\p{L}{2,13}\.?,?\s+/u;
/** `10:00:00 01/11/2026`: the clock in front of the date. */
const CLOCK_FIRST = /^(\d{1,2}:\d{2}[\d:.,]*(?:\s?[ap]\.?\s?m\.?)?),?\s+(?=\S*\s*\S*\s*\d)(.+)$/i;

/** `20260520113355.123`, `20260520T113355Z`, `20260520T1133Z`: ISO 8601 basic format. */
const BASIC =
  /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?|(\d{2})(\d{2})(\d{2}))(?:[.,]?(\d{1,9}))?(\D.*)?$/i;

const probe = newCivilTime();

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

interface NumericTime extends NumericDate {
  readonly clock: string;
}

/** Takes a numeric date apart; null when the text is none. Two-digit years leave the order open. */
export function numericDate(text: string): NumericDate | null {
  const first = text.charCodeAt(0);
  if (first >= 48 && first <= 57) return numericTime(text) ?? numericTime(clockLast(text));
  return WEEKDAY.test(text) ? numericTime(text.replace(WEEKDAY, '')) : null;
}

function numericTime(text: string): NumericTime | null {
  const match = NUMERIC.exec(text);
  if (match === null) return null;
  const [, first = '', , second = '', third = '', clock = ''] = match;
  if (!readClock(clock, probe)) return null;
  const yearFirst = first.length === 4;
  const yearLast = third.length === 4;
  if (yearFirst === yearLast && (yearFirst || first.length > 2 || third.length !== 2)) return null;
  return { first: Number(first), second: Number(second), third: Number(third), yearFirst, yearLast, clock };
}

/** Reads every written form that is not ISO 8601. @returns false when the text is of none of them */
export function readWrittenTime(text: string, order: DateOrder | null, into: CivilTime): boolean {
  if (readDateFirst(text, order, into)) return true;
  const first = text.charCodeAt(0);
  if (first < 48 || first > 57) {
    return WEEKDAY.test(text) && readDateFirst(text.replace(WEEKDAY, ''), order, into);
  }
  const turned = clockLast(text);
  return turned !== text && readDateFirst(turned.replace(WEEKDAY, ''), order, into);
}

/** Reads the forms of mail and web servers, and all others that name the month. */
export function readNamedMonth(text: string, into: CivilTime): boolean {
  return readMonth(text, into) || (WEEKDAY.test(text) && readMonth(text.replace(WEEKDAY, ''), into));
}

/** Reads ISO 8601 without separators. */
export function readBasicTime(text: string, into: CivilTime): boolean {
  const match = BASIC.exec(text);
  if (match === null) return false;
  setDate(into, Number(match[1]), Number(match[2]), Number(match[3]));
  const [hour, minute] = [match[4] ?? match[7] ?? '', match[5] ?? match[8] ?? ''];
  const second = match[6] ?? match[9] ?? '00';
  const fraction = match[10] === undefined ? '' : `.${match[10]}`;
  return readClock(`${hour}:${minute}:${second}${fraction}${match[11] ?? ''}`, into);
}

function readDateFirst(text: string, order: DateOrder | null, into: CivilTime): boolean {
  return readNumeric(text, order, into) || readMonth(text, into) || readAsianTime(text, into);
}

function readNumeric(text: string, order: DateOrder | null, into: CivilTime): boolean {
  const date = numericTime(text);
  if (date === null) return false;
  const { first, second, third } = date;
  const effective = date.yearFirst ? 'ymd' : order;
  if (effective === null) return false;
  if (effective === 'ymd') setDate(into, fullYear(first), second, third);
  else if (effective === 'dmy') setDate(into, fullYear(third), second, first);
  else setDate(into, fullYear(third), first, second);
  return readClock(date.clock, into);
}

function readMonth(text: string, into: CivilTime): boolean {
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst !== null) {
    const [, day = '', month = '', long, short = '', rest = ''] = dayFirst;
    return setNamed(into, long === undefined ? fullYear(Number(short)) : Number(long), month, day, rest);
  }
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst !== null) {
    const [, month = '', day = '', year = '', rest = ''] = monthFirst;
    return setNamed(into, Number(year), month, day, rest);
  }
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast !== null) {
    const [, month = '', day = '', clock = '', zone = '', year = ''] = yearLast;
    return setNamed(into, Number(year), month, day, `${clock} ${zone}`);
  }
  const [, year = '', month = '', day = '', rest = ''] = YEAR_FIRST.exec(text) ?? [];
  return year !== '' && setNamed(into, Number(year), month, day, rest);
}

function setNamed(into: CivilTime, year: number, month: string, day: string, clock: string): boolean {
  const number = monthNumber(month);
  if (number === 0) return false;
  setDate(into, year, number, Number(day));
  return readClock(clock.trim(), into);
}

function clockLast(text: string): string {
  const match = CLOCK_FIRST.exec(text);
  return match === null ? text : `${match[2]} ${match[1]}`;
}

/** Two digits from 70 on mean the last century, others this one, as in POSIX. */
function fullYear(year: number): number {
  if (year >= 100) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}
