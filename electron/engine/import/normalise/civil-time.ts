/** A date and time as written, before its zone is known. `micros` counts the fraction of the second. */
export interface CivilTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  micros: number;
  /** Minutes east of UTC; null when the text names no offset. */
  offsetMinutes: number | null;
  /** IANA name of the zone the text names instead; null when it names none. */
  zone: string | null;
}

/** A time yet to be read into. */
export function newCivilTime(): CivilTime {
  return {
    year: 0,
    month: 0,
    day: 0,
    hour: 0,
    minute: 0,
    second: 0,
    micros: 0,
    offsetMinutes: null,
    zone: null,
  };
}

/** Sets the day and clears all else. */
export function setDate(into: CivilTime, year: number, month: number, day: number): void {
  into.year = year;
  into.month = month;
  into.day = day;
  into.hour = 0;
  into.minute = 0;
  into.second = 0;
  into.micros = 0;
  into.offsetMinutes = null;
  into.zone = null;
}

const MICROS_PER_DAY = 86_400_000_000;

/** Years whose every microsecond is a safe integer: 2⁵³ µs reach from 1685 to 2255. */
const FIRST_YEAR = 1700;
const LAST_YEAR = 2254;

/** Whether an instant, in µs, is one that can be stored. */
export function isStorable(micros: number): boolean {
  return micros >= FIRST_MICROS && micros < END_MICROS;
}
const FIRST_MICROS = Date.UTC(FIRST_YEAR, 0) * 1000;
const END_MICROS = Date.UTC(LAST_YEAR + 1, 0) * 1000;

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Whether the parts form a time of the Gregorian calendar that can be stored. A leap second is valid and becomes
 * the first second of the next minute; 24:00 is the midnight that ends the day.
 */
export function isCivilTime(time: CivilTime): boolean {
  const { year, month, day } = time;
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return false;
  if (day > (DAYS_IN_MONTH[month - 1] ?? 0)) return false;
  if (month === 2 && day === 29 && !isLeapYear(year)) return false;
  if (time.hour === 24) return time.minute === 0 && time.second === 0 && time.micros === 0;
  return time.hour < 24 && time.minute < 60 && time.second <= 60;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Microseconds between the epoch and the parts read as UTC. */
export function microsOf(time: CivilTime): number {
  const days = daysFromCivil(time.year, time.month, time.day);
  const seconds = time.hour * 3600 + time.minute * 60 + time.second;
  return days * MICROS_PER_DAY + seconds * 1_000_000 + time.micros;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar. Years start in March, so that leap days come last. */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  );
}
