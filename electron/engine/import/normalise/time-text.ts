import type { TimeFormat } from '../../../../shared/domain/import-choices.ts';
import type { DateOrder } from '../../../../shared/domain/source.ts';
import { type CivilTime, isCivilTime, microsOf, newCivilTime, setDate } from './civil-time.ts';
import { readClock } from './clock-time.ts';
import { type EpochUnit, microsOfNumber, readEpoch, writtenNumber } from './epoch-time.ts';
import { readIsoTime } from './iso-time.ts';
import { DECLARED_ZONE } from './named-zone.ts';
import { microsOfSerial } from './spreadsheet-time.ts';
import { readBasicTime, readNamedMonth, readWrittenTime } from './written-time.ts';
import { ZoneOffsets } from './zone-offsets.ts';

const MICROS_PER_MINUTE = 60_000_000;
const MICROS_PER_DAY = 86_400_000_000;

/** No written form of a time is longer; longer text is not taken apart. */
const MAX_LENGTH = 100;

/** How many zones named in the times themselves are remembered. */
const MAX_ZONES = 600;

/** What the plain numbers of a column mean. `days`: dates such as 20261101. */
export type NumberMeaning = EpochUnit | 'excel-1900' | 'excel-1904' | 'days';

/** How the times of a column are written. */
export interface TimeForm {
  /** The only format that counts as a time; null takes every one. */
  readonly format: TimeFormat | null;
  /** What its plain numbers mean; null tells by the size of each. */
  readonly numbers: NumberMeaning | null;
}

/** Everything that is a time by itself. */
export const ANY_FORM: TimeForm = { format: null, numbers: null };

/** Reads the times of one column. */
export class TimeReader {
  /** Times read so far that named no zone. */
  zoneless = 0;
  readonly form: TimeForm;
  readonly #zone: ZoneOffsets;
  readonly #order: DateOrder | null;
  readonly #civil = newCivilTime();
  readonly #named = new Map<string, ZoneOffsets | null>();

  /** @param order of day and month in this column; null when its times are not written in that form */
  constructor(zone: ZoneOffsets, order: DateOrder | null, form: TimeForm = ANY_FORM) {
    this.#zone = zone;
    this.#order = order;
    this.form = form;
  }

  /** Microseconds since the epoch; null when the text is not a time. */
  read(text: string): number | null {
    const { format } = this.form;
    if ((format === null || format === 'iso') && readIsoTime(text, this.#civil)) return this.#instant();
    if (text.length > MAX_LENGTH) return null;
    const trimmed = withoutBrackets(text.trim());
    const counted = this.#readNumber(trimmed);
    if (counted !== null) return counted;
    return this.#readText(trimmed) ? this.#instant() : null;
  }

  /**
   * First microsecond of a day, in UTC and in the zone of times that name none.
   * @param date `YYYY-MM-DD`
   * @returns `local` is null when clocks are changed on that day, so that its times do not count from there; null when
   *   there is no such day
   */
  startOfDay(date: string): { readonly utc: number; readonly local: number | null } | null {
    const civil = this.#civil;
    if (!readIsoTime(date, civil) || !isCivilTime(civil)) return null;
    const utc = microsOf(civil);
    const local = this.#zone.toInstant(utc);
    const last = this.#zone.toInstant(utc + MICROS_PER_DAY - 1);
    return { utc, local: last - local === MICROS_PER_DAY - 1 ? local : null };
  }

  #readNumber(text: string): number | null {
    const { format, numbers } = this.form;
    if (format === 'iso' || format === 'written' || format === 'rfc2822') return null;
    const number = numbers === null ? null : writtenNumber(text);
    if (number === null || numbers === null || numbers === 'days')
      return format === null ? readEpoch(text) : null;
    if (numbers !== 'excel-1900' && numbers !== 'excel-1904') {
      const micros = microsOfNumber(number, numbers);
      return micros ?? (format === null ? readEpoch(text) : null);
    }
    const local = microsOfSerial(number, numbers);
    if (local === null) return null;
    this.zoneless += 1;
    return this.#zone.toInstant(local);
  }

  #readText(text: string): boolean {
    const civil = this.#civil;
    const { format, numbers } = this.form;
    switch (format) {
      case null:
        return (
          (numbers === 'days' && readDay(text, civil)) ||
          readIsoTime(text, civil) ||
          readBasicTime(text, civil) ||
          readWrittenTime(text, this.#order, civil)
        );
      case 'iso':
        return readIsoTime(text, civil) || readBasicTime(text, civil) || readDay(text, civil);
      case 'written':
        return readWrittenTime(text, this.#order, civil);
      case 'rfc2822':
        return readNamedMonth(text, civil);
      default:
        return false;
    }
  }

  #instant(): number | null {
    const civil = this.#civil;
    if (!isCivilTime(civil)) return null;
    const micros = microsOf(civil);
    if (civil.offsetMinutes !== null) return micros - civil.offsetMinutes * MICROS_PER_MINUTE;
    if (civil.zone !== null && civil.zone !== DECLARED_ZONE) return this.#inNamedZone(civil.zone, micros);
    // An abbreviation of several zones is settled by a declared one; without that it would be a guess.
    if (civil.zone === DECLARED_ZONE && this.#zone.zone === 'UTC') return null;
    this.zoneless += 1;
    return this.#zone.toInstant(micros);
  }

  #inNamedZone(name: string, micros: number): number | null {
    let zone = this.#named.get(name);
    if (zone === undefined) {
      zone = zoneOrNull(name);
      if (this.#named.size < MAX_ZONES) this.#named.set(name, zone);
    }
    return zone?.toInstant(micros) ?? null;
  }
}

function zoneOrNull(name: string): ZoneOffsets | null {
  try {
    return new ZoneOffsets(name);
  } catch {
    return null;
  }
}

/** `[01/Nov/2026:10:00:00 +0100]` of web server logs, and quotes left over from a careless export. */
function withoutBrackets(text: string): string {
  const first = text[0];
  const last = text.at(-1);
  const pair = (first === '[' && last === ']') || ((first === '"' || first === "'") && last === first);
  return pair && text.length > 2 ? text.slice(1, -1).trim() : text;
}

const DAY = /^(\d{4})(\d{2})(\d{2})(?:\s+(.+))?$/;

/** Reads `20261101`, also with a clock behind it. */
function readDay(text: string, into: CivilTime): boolean {
  const match = DAY.exec(text);
  if (match === null) return false;
  setDate(into, Number(match[1]), Number(match[2]), Number(match[3]));
  return readClock(match[4] ?? '', into);
}

const probe = newCivilTime();

/** Whether a text is a day between 1990 and 2100 without separators, such as 20261101. */
export function isLikelyDay(text: string): boolean {
  return readDay(text, probe) && isCivilTime(probe) && probe.year >= 1990 && probe.year < 2100;
}

/** Whether a text is a time in any form, whatever the order of day and month. */
export function looksLikeTime(text: string): boolean {
  if (text.length > MAX_LENGTH) return false;
  const trimmed = withoutBrackets(text.trim());
  if (trimmed.length < 6) return false;
  if (readEpoch(trimmed) !== null) return true;
  return (
    isCivil(readIsoTime(trimmed, probe)) ||
    isCivil(readBasicTime(trimmed, probe)) ||
    isTimeIn(trimmed, 'mdy') ||
    isTimeIn(trimmed, 'dmy') ||
    isTimeIn(trimmed, 'ymd')
  );
}

function isTimeIn(text: string, order: DateOrder): boolean {
  return isCivil(readWrittenTime(text, order, probe));
}

function isCivil(found: boolean): boolean {
  return found && isCivilTime(probe);
}
