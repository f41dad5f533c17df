import { formatNano, NANO, nanoToNumber } from '../domain/decimal.ts';

/* Sums of figures as they come over the wire: numbers that print exactly what was counted. */

/**
 * A figure as whole 10⁻⁹ units, of any size: 0.1 is 100,000,000. What a figure has beyond nine decimals is cut off;
 * the engine sends none.
 */
export function exactUnits(value: number): bigint {
  if (Number.isSafeInteger(value)) return BigInt(value) * NANO;
  const [digits = '0', exponent = '0'] = value.toExponential().split('e');
  const [whole = '0', fraction = ''] = digits.split('.');
  const shift = Number(exponent) + 9 - fraction.length;
  const units = BigInt(whole + fraction);
  return shift >= 0 ? units * 10n ** BigInt(shift) : units / 10n ** BigInt(-shift);
}

/** The sum of figures; the nearest number to it, exact when printed, up to 15 digits. */
export function exactSum(values: readonly number[]): number {
  return nanoToNumber(unitsOf(values));
}

/** The running total after each figure: the last is the sum of all. */
export function cumulative(values: readonly number[]): readonly number[] {
  let total = 0n;
  return values.map((value) => {
    total += exactUnits(value);
    return nanoToNumber(total);
  });
}

/** How one figure differs from an earlier one. */
export interface Difference {
  /** `new`: there was nothing before. `none`: there is nothing in either. */
  readonly kind: 'up' | 'down' | 'flat' | 'new' | 'none';
  /** `now − before`, exact, as a plain decimal without a plus sign. */
  readonly by: string;
  /** Of the earlier figure, 0.25 for a quarter more; null where that was nothing or less, as of refunds. */
  readonly share: number | null;
}

/** The difference between two figures. */
export function differenceOf(now: number, before: number): Difference {
  const by = exactUnits(now) - exactUnits(before);
  const share = before > 0 ? (now - before) / before : null;
  return { kind: kindOf(by, now, before), by: formatNano(by), share };
}

function kindOf(by: bigint, now: number, before: number): Difference['kind'] {
  if (by === 0n) return now === 0 ? 'none' : 'flat';
  if (before === 0) return 'new';
  return by > 0n ? 'up' : 'down';
}

function unitsOf(values: readonly number[]): bigint {
  return values.reduce((sum, value) => sum + exactUnits(value), 0n);
}
