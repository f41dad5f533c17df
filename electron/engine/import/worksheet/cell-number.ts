import type { DateFormat } from './date-format.ts';

const DAY_MS = 86_400_000;
/** Days since 1899-12-30, as serials count in the 1900 system from March 1900 on. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** 9999-12-31, the last day that spreadsheets know. */
const LAST_SERIAL = 2_958_465;

/**
 * A number as text, without what doubles do to it: whole numbers as they are written, so that long ids keep their last
 * digits; fractions of 16 or 17 digits, as Excel writes `0.1`, as the shortest text of the same double.
 */
export function numberText(written: string): string {
  const text = written.trim();
  if (/^[+-]?\d+$/.test(text)) return text;
  const digits = /^[+-]?0*([\d.]*)$/.exec(text)?.[1];
  if (digits !== undefined && digits.replace(/\D/g, '').replace(/^0+/, '').length <= 15) return text;
  const value = Number(text);
  return text === '' || !Number.isFinite(value) ? text : String(value);
}

/**
 * The text of a number that is shown as a date or time: ISO 8601 without a zone, because spreadsheets have none.
 * @param is1904 whether days are counted from 1904, as in workbooks of older Macs
 */
export function dateText(written: string, format: Exclude<DateFormat, null>, is1904: boolean): string {
  const serial = Number(written);
  if (written.trim() === '' || !Number.isFinite(serial) || serial < 0 || serial > LAST_SERIAL + 1) {
    return numberText(written);
  }
  if (format === 'duration') return clock(Math.round(serial * DAY_MS));
  const days = Math.floor(serial);
  const ofDay = Math.round((serial - days) * DAY_MS);
  if (format === 'time' && days === 0) return clock(ofDay);
  const day = new Date(startOf(days, is1904) + ofDay).toISOString();
  const hasClock = ofDay !== 0 || format !== 'date';
  return hasClock ? day.replace(/(?:\.000)?Z$/, '') : day.slice(0, 10);
}

/** In the 1900 system there is a 29 February 1900, serial 60, which never was; days before it are one later. */
function startOf(days: number, is1904: boolean): number {
  if (is1904) return EPOCH_1904 + days * DAY_MS;
  return EPOCH_1900 + (days < 60 ? days + 1 : days) * DAY_MS;
}

/** `h:mm:ss`, hours as many as there are, with milliseconds where there are some. */
function clock(ms: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor(ms / 1000);
  const rest = ms % 1000;
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(3, '0')}`;
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${fraction}`;
}
