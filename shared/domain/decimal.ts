/**
 * Exact decimals. Credits and money are held as whole numbers of 10⁻⁹ units ("nano"), so that sums are exact
 * and do not depend on the order of rows; 0.1 + 0.2 is 0.3.
 */

/** Units per whole: 10⁹. */
export const NANO = 1_000_000_000n;

/** Largest magnitude that fits a signed 64-bit integer of nano units: about 9.2 × 10⁹ whole units. */
export const MAX_NANO = 9_223_372_036_854_775_807n;

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/**
 * Reads a plain or exponent decimal (`12`, `-0.5`, `2.7e-7`) into nano units, rounding half away from zero
 * beyond nine digits. Returns null for anything else, and for magnitudes that do not fit.
 */
export function parseNano(text: string): bigint | null {
  const match = DECIMAL.exec(text.trim());
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return null;
  const shift = Number(exponent) + 9 - fraction.length;
  if (shift > 40 || shift < -400) return shift < 0 ? 0n : null;
  const digits = BigInt(whole + fraction);
  const scaled = shift >= 0 ? digits * 10n ** BigInt(shift) : roundedDivide(digits, 10n ** BigInt(-shift));
  if (scaled > MAX_NANO) return null;
  return sign === '-' ? -scaled : scaled;
}

function roundedDivide(value: bigint, by: bigint): bigint {
  return (value * 2n + by) / (by * 2n);
}

/** Writes nano units as the shortest plain decimal: `300000000n` is `0.3`. */
export function formatNano(nano: bigint): string {
  const negative = nano < 0n;
  const magnitude = negative ? -nano : nano;
  const fraction = (magnitude % NANO).toString().padStart(9, '0').replace(/0+$/, '');
  const text = fraction === '' ? `${magnitude / NANO}` : `${magnitude / NANO}.${fraction}`;
  return negative ? `-${text}` : text;
}

/** Nano units as the nearest number, for the wire and for charts: exact when printed, up to 15 digits. */
export function nanoToNumber(nano: bigint): number {
  return Number(formatNano(nano));
}
