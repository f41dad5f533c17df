import type { WrittenNumber } from './epoch-time.ts';

const MILLIS_PER_DAY = 86_400_000;

/** Day zero of the two date systems of spreadsheets. */
const DAY_ZERO = { 'excel-1900': Date.UTC(1899, 11, 30), 'excel-1904': Date.UTC(1904, 0, 1) } as const;

/** Serials of 1990-01-01 and 2100-01-01 in the system of 1900. */
const FIRST_SERIAL = 32_874;
const END_SERIAL = 73_051;

/** Last serial of spreadsheets, 9999-12-31. */
const MAX_SERIAL = 2_958_466;

/**
 * Local time of a spreadsheet's serial date, days and fractions of a day, in microseconds; null when it is out of
 * range. Fractions are rounded to milliseconds, because a double of this size holds no more. The system of 1900
 * counts a 29 February 1900 that never was: earlier serials are a day later than they seem.
 */
export function microsOfSerial(number: WrittenNumber, system: keyof typeof DAY_ZERO): number | null {
  const serial = Number(`${number.whole}.${number.fraction}`);
  if (number.negative || serial >= MAX_SERIAL) return null;
  const missing = system === 'excel-1900' && serial < 60 ? 1 : 0;
  return (DAY_ZERO[system] + Math.round((serial + missing) * MILLIS_PER_DAY)) * 1000;
}

/** Whether a number would be a day between 1990 and 2100 in the system of 1900. */
export function isLikelySerial({ negative, whole }: WrittenNumber): boolean {
  const days = Number(whole);
  return !negative && days >= FIRST_SERIAL && days < END_SERIAL;
}
