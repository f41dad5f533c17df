import { isStorable } from './civil-time.ts';

/** What the numbers of a column count. The last two count from 1601: Windows in 100 ns, Chromium in µs. */
export type EpochUnit = 'epoch-s' | 'epoch-ms' | 'epoch-us' | 'epoch-ns' | 'filetime' | 'webkit';

/** 1990-01-01 and 2100-01-01 in seconds. Numbers outside, in whatever unit, are not taken for times by their size. */
const FIRST_SECOND = 631_152_000;
const END_SECOND = 4_102_444_800;

/** Seconds between 1601-01-01 and 1970-01-01. */
const SINCE_1601 = 11_644_473_600;

interface Scale {
  /** Units in a second, and seconds between the unit's zero and 1970. */
  readonly perSecond: number;
  readonly before: number;
}

const SCALES: Readonly<Record<EpochUnit, Scale>> = {
  'epoch-s': { perSecond: 1, before: 0 },
  'epoch-ms': { perSecond: 1e3, before: 0 },
  'epoch-us': { perSecond: 1e6, before: 0 },
  'epoch-ns': { perSecond: 1e9, before: 0 },
  filetime: { perSecond: 1e7, before: SINCE_1601 },
  webkit: { perSecond: 1e6, before: SINCE_1601 },
};
const UNITS = Object.keys(SCALES) as readonly EpochUnit[];

/** How a count becomes microseconds since 1970: times one, through the other, less what lies before. */
export interface Counting {
  /** Microseconds of a unit; 1 where a unit is shorter. */
  readonly multiplier: number;
  /** Units of a microsecond; 1 where a unit is not shorter. */
  readonly divisor: number;
  /** Microseconds between the unit's zero and 1970. */
  readonly before: number;
}

/** How a unit counts; null for what is none. */
export function countingOf(unit: string | null): Counting | null {
  const known = UNITS.find((name) => name === unit);
  if (known === undefined) return null;
  const { perSecond, before } = SCALES[known];
  return {
    multiplier: Math.max(1e6 / perSecond, 1),
    divisor: Math.max(perSecond / 1e6, 1),
    before: before * 1e6,
  };
}

const NUMBER = /^([+-]?)(\d{1,20})(?:\.(\d{1,20}))?(?:[eE]\+?(\d{1,2}))?$/;
/** `/Date(1793523600000+0100)/` of .NET, whose offset does not move the instant. */
const DOTNET = /^\\?\/Date\((-?\d{1,19})(?:[+-]\d{4})?\)\\?\/$/;

/** A plain number as it is written: digits before and behind the point. */
export interface WrittenNumber {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

/** Takes a number apart; null when the text is none, or its exponent has swallowed digits of the whole. */
export function writtenNumber(text: string): WrittenNumber | null {
  const match = NUMBER.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponent] = match;
  const negative = sign === '-';
  if (exponent === undefined) return { negative, whole, fraction };
  const shift = Number(exponent);
  // 1.79E+09 was rounded on its way: what it was cannot be known.
  if (fraction.length < shift) return null;
  return { negative, whole: whole + fraction.slice(0, shift), fraction: fraction.slice(shift) };
}

/** The unit that makes a number a time between 1990 and 2100: the ranges do not overlap. Null when there is none. */
export function unitBySize({ negative, whole }: WrittenNumber): EpochUnit | null {
  if (negative) return null;
  const value = Number(whole);
  const fits = (unit: EpochUnit): boolean => {
    const { perSecond, before } = SCALES[unit];
    return value >= (FIRST_SECOND + before) * perSecond && value < (END_SECOND + before) * perSecond;
  };
  return UNITS.find(fits) ?? null;
}

/** Microseconds since 1970 of a number in a unit; digits beyond are cut. Null when it cannot be stored. */
export function microsOfNumber({ negative, whole, fraction }: WrittenNumber, unit: EpochUnit): number | null {
  const { perSecond, before } = SCALES[unit];
  const counted =
    // Counts from 1601 are beyond the safe integers in µs, those in ns and 100 ns by themselves.
    before > 0 || perSecond > 1e6
      ? Number(
          ((negative ? -1n : 1n) * BigInt(whole) * 1_000_000n) / BigInt(perSecond) - BigInt(before * 1e6),
        )
      : (negative ? -1 : 1) * scaled(whole, fraction, 1e6 / perSecond);
  return isStorable(counted) ? counted : null;
}

/** A number times a power of ten, without the digits behind the point then. */
function scaled(whole: string, fraction: string, factor: number): number {
  const decimals = Math.round(Math.log10(factor));
  const behind = decimals === 0 ? 0 : Number(fraction.slice(0, decimals).padEnd(decimals, '0'));
  return Number(whole) * factor + behind;
}

/**
 * Reads a count of seconds, milliseconds, microseconds or nanoseconds since 1970, or a Windows or Chromium time,
 * told apart by size. A smaller number, such as an offset from the start of a trace, is not a time.
 * @returns microseconds; null when the text is none
 */
export function readEpoch(text: string): number | null {
  const number = writtenNumber(text);
  if (number === null) return readDotnet(text);
  const unit = unitBySize(number);
  return unit === null ? null : microsOfNumber(number, unit);
}

/** Reads the date of .NET's JSON, in milliseconds; null when the text is none. */
function readDotnet(text: string): number | null {
  const digits = DOTNET.exec(text)?.[1];
  const number = digits === undefined ? null : writtenNumber(digits);
  return number === null ? null : microsOfNumber(number, 'epoch-ms');
}
