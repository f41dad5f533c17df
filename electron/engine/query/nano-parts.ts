import { formatNano, NANO, nanoToNumber } from '../../../shared/domain/decimal.ts';

/**
 * Nano decimals and sums of large integers leave SQL as two numbers, `whole = x / 10⁹` and `rest = x % 10⁹`,
 * because a 64-bit integer does not fit a JavaScript number. Both have the sign of the value, or may differ in
 * sign after parts of several values were added up.
 */

const UNIT = Number(NANO);

/** A decimal from its two parts as the nearest number: exact when printed, up to 15 digits. */
export function decimalNumber(whole: number, rest: number): number {
  const nano = whole * UNIT + rest;
  // One correctly rounded division of exact numbers gives the nearest number; beyond that, go by its digits.
  return Number.isSafeInteger(nano) ? nano / UNIT : nanoToNumber(nanoOf(whole, rest));
}

/** A decimal from its two parts, every digit. */
export function decimalText(whole: number, rest: number): string {
  if (rest === 0) return String(whole);
  // Exports write millions of these; big integers are only needed when the signs do not agree.
  if (whole >= 0 && rest > 0 && rest < UNIT) return `${whole}.${trimmedFraction(rest)}`;
  return formatNano(nanoOf(whole, rest));
}

function trimmedFraction(rest: number): string {
  const digits = String(rest).padStart(9, '0');
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === 0x30) end -= 1;
  return digits.slice(0, end);
}

function nanoOf(whole: number, rest: number): bigint {
  return BigInt(whole) * NANO + BigInt(rest);
}
