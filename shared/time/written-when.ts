import { Temporal } from 'temporal-polyfill';
import { AppError } from '../errors.ts';
import { parseMoment } from './format.ts';
import { startOfDay, toMicros, zoned } from './zone.ts';

/** What people mean by a time: one instant, or a stretch such as a day or an afternoon. µs UTC. */
export type When = {
  /** The local day it is on. */
  readonly day: Temporal.PlainDate;
  /** Whether the text named the day, or it was taken from elsewhere. */
  readonly dayGiven: boolean;
  readonly from: number;
} & ({ readonly kind: 'instant' } | { readonly kind: 'span'; readonly to: number });

/** Where it ends: `[from, end)`. An instant ends where it begins. */
export function endOfSpan(when: When): number {
  return when.kind === 'span' ? when.to : when.from;
}

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
const WEEKDAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');

/** Parts of a day, in hours of the local clock. */
const DAY_PARTS: ReadonlyMap<string, readonly [from: number, to: number]> = new Map([
  ['night', [0, 6]],
  ['morning', [6, 12]],
  ['afternoon', [12, 18]],
  ['evening', [18, 24]],
]);

const CLOCK_WORDS: ReadonlyMap<string, string> = new Map([
  ['noon', '12:00'],
  ['midnight', '00:00'],
]);

const ISO_DAY = /\b\d{4}-\d{2}-\d{2}\b/;
const DAY_MONTH = /\b(\d{1,2})(?:st|nd|rd|th)?\.? ([a-z]{3,9})\.?,?(?: (\d{4})\b)?/;
const MONTH_DAY = /\b([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?\b(?!:)(?:,? (\d{4})\b(?!:))?/;
const CLOCK = /\b(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,6})?)?(?: ?([ap])\.?m\.?)?(?!\S)/;
const HOUR_ONLY = /\b(\d{1,2}) ?([ap])\.?m\.?(?!\S)/;
const UNCLEAR = /\b\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?\b/;

/**
 * Reads one moment as people write it: `30 Oct 14:00`, `yesterday afternoon`, `Tuesday 9 am`, `14:05`, or ISO 8601.
 * @param day the day of a time without one; the day of "as of" otherwise
 * @throws BAD_ARGUMENT that says what can be written
 */
export function parseWhen(
  text: string,
  zone: string,
  asOf: number,
  day: Temporal.PlainDate | null = null,
): When {
  const written = text.trim().toLowerCase();
  if (/^[+-]?\d{4,6}-\d{2}-\d{2}[t ]\d{1,2}:\d{2}/.test(written)) return ofInstant(text, zone);
  const unclear = UNCLEAR.exec(written)?.[0];
  if (unclear !== undefined) {
    throw wrong(`"${unclear}" can be read in two ways. Write 2026-10-30 or 30 Oct.`, text);
  }
  const today = zoned(asOf, zone).toPlainDate();
  const rest = new Rest(written);
  const clock = takeClock(rest);
  const part = takePart(rest);
  const given = takeDay(rest, today);
  if (
    !rest.isEmpty() ||
    (given === null && clock === null && part === null) ||
    (clock !== null && part !== null)
  ) {
    throw wrong(`"${text.trim()}" is not a time. Write it like 30 Oct 14:00 or yesterday afternoon.`, text);
  }
  const on = given ?? day ?? today;
  const base = { day: on, dayGiven: given !== null };
  if (clock !== null) return { ...base, kind: 'instant', from: atClock(on, clock, zone) };
  const [from, to] = part ?? [0, 24];
  return { ...base, kind: 'span', from: atHour(on, from, zone), to: atHour(on, to, zone) };
}

function ofInstant(text: string, zone: string): When {
  const moment = parseMoment(text.trim().toUpperCase(), zone);
  const from = moment.kind === 'instant' ? moment.at : moment.from;
  return { kind: 'instant', from, day: zoned(from, zone).toPlainDate(), dayGiven: true };
}

/** What of a text has not been understood yet. */
class Rest {
  #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Takes out what matches. */
  take(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.#text);
    if (found !== null) this.#text = this.#text.replace(found[0], ' ').trim();
    return found;
  }

  takeWord(names: Iterable<string>): string | null {
    for (const name of names) if (this.take(new RegExp(`\\b${name}\\b`)) !== null) return name;
    return null;
  }

  isEmpty(): boolean {
    return this.#text.replace(/\b(?:at|on|the|in|this)\b|,/g, '').trim() === '';
  }
}

function takeClock(rest: Rest): Temporal.PlainTime | null {
  const word = rest.takeWord(CLOCK_WORDS.keys());
  if (word !== null) return Temporal.PlainTime.from(CLOCK_WORDS.get(word) ?? '00:00');
  const clock = rest.take(CLOCK);
  if (clock !== null) {
    const [, hour = '0', minute = '0', second = '0', fraction = '', half] = clock;
    return plainTime(hourOf(Number(hour), half), `${minute}:${second.padStart(2, '0')}${fraction}`);
  }
  const [, hour, half] = rest.take(HOUR_ONLY) ?? [];
  return hour === undefined ? null : plainTime(hourOf(Number(hour), half), '00:00');
}

/** The hour of the 24-hour clock; 12 am is midnight. */
function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return 24;
  return (hour % 12) + (half === 'p' ? 12 : 0);
}

function plainTime(hour: number, rest: string): Temporal.PlainTime {
  const text = `${String(hour).padStart(2, '0')}:${rest}`;
  try {
    return Temporal.PlainTime.from(text);
  } catch (error) {
    throw wrong(`"${text}" is no time of day.`, text, error);
  }
}

function takePart(rest: Rest): readonly [from: number, to: number] | null {
  const name = rest.takeWord(DAY_PARTS.keys());
  return name === null ? null : (DAY_PARTS.get(name) ?? null);
}

function takeDay(rest: Rest, today: Temporal.PlainDate): Temporal.PlainDate | null {
  const iso = rest.take(ISO_DAY)?.[0];
  if (iso !== undefined) return dateOf(iso, () => Temporal.PlainDate.from(iso, { overflow: 'reject' }));
  if (rest.takeWord(['today']) !== null) return today;
  if (rest.takeWord(['yesterday']) !== null) return today.subtract({ days: 1 });
  const [, day, month = '', year] = rest.take(DAY_MONTH) ?? [];
  if (day !== undefined) return monthDay(Number(day), month, year, today);
  const [, name = '', number, ofYear] = rest.take(MONTH_DAY) ?? [];
  if (number !== undefined) return monthDay(Number(number), name, ofYear, today);
  const weekday = WEEKDAYS.findIndex((full) => rest.takeWord([full, full.slice(0, 3)]) !== null);
  return weekday < 0 ? null : today.subtract({ days: (today.dayOfWeek - 1 - weekday + 7) % 7 });
}

/** A day of a month; without a year the latest that is not after today. */
function monthDay(
  day: number,
  name: string,
  year: string | undefined,
  today: Temporal.PlainDate,
): Temporal.PlainDate {
  const month = MONTHS.findIndex((full) => full.startsWith(name)) + 1;
  const written = `${day} ${name}`;
  if (month === 0) throw wrong(`"${written}" is not a day. Write it like 30 Oct.`, written);
  const inYear = (of: number): Temporal.PlainDate =>
    dateOf(written, () => Temporal.PlainDate.from({ year: of, month, day }, { overflow: 'reject' }));
  if (year !== undefined) return inYear(Number(year));
  const leapDay = month === 2 && day === 29;
  for (let of = today.year; of > today.year - 8; of -= 1) {
    if (leapDay && !Temporal.PlainDate.from({ year: of, month: 1, day: 1 }).inLeapYear) continue;
    const date = inYear(of);
    if (Temporal.PlainDate.compare(date, today) <= 0) return date;
  }
  return inYear(today.year);
}

function dateOf(written: string, read: () => Temporal.PlainDate): Temporal.PlainDate {
  try {
    return read();
  } catch (error) {
    throw wrong(`There is no ${written}.`, written, error);
  }
}

function atClock(day: Temporal.PlainDate, clock: Temporal.PlainTime, zone: string): number {
  return toMicros(day.toPlainDateTime(clock).toZonedDateTime(zone));
}

function atHour(day: Temporal.PlainDate, hour: number, zone: string): number {
  if (hour === 0) return startOfDay(day, zone);
  if (hour === 24) return startOfDay(day.add({ days: 1 }), zone);
  return atClock(day, Temporal.PlainTime.from({ hour }), zone);
}

function wrong(message: string, text: string, cause?: unknown): AppError {
  return new AppError('BAD_ARGUMENT', message, { text }, cause);
}
