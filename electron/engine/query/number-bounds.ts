import { NANO } from '../../../shared/domain/decimal.ts';
import type { Bound, RangeClause } from '../../../shared/filter/filter.ts';
import type { LoadedNumbers } from './loaded-columns.ts';

/** A range of stored integers, both ends included; null is open. */
export interface IntegerRange {
  readonly min: bigint | null;
  readonly max: bigint | null;
}

/**
 * The stored values that lie in a range.
 * @param decimal whether values are stored in units of 10⁻⁹, the bounds being in whole ones
 */
export function integerRange({ min, max }: Pick<RangeClause, 'min' | 'max'>, decimal: boolean): IntegerRange {
  return {
    min: min === null ? null : lowest(min, decimal),
    max: max === null ? null : highest(max, decimal),
  };
}

function lowest(bound: Bound, decimal: boolean): bigint {
  const { floor, exact } = floorOf(bound.value, decimal);
  return exact && bound.inclusive ? floor : floor + 1n;
}

function highest(bound: Bound, decimal: boolean): bigint {
  const { floor, exact } = floorOf(bound.value, decimal);
  return exact && !bound.inclusive ? floor - 1n : floor;
}

/** A number as stored, rounded down, and whether nothing was rounded. */
function floorOf(value: number, decimal: boolean): { floor: bigint; exact: boolean } {
  if (decimal && Math.abs(value) <= 1e10) return floorNano(value);
  const stored = decimal ? value * Number(NANO) : value;
  // Beyond any stored value, and beyond the largest number.
  if (!Number.isFinite(stored)) return { floor: BigInt(Math.sign(stored)) * 2n ** 80n, exact: true };
  const floor = Math.floor(stored);
  return { floor: BigInt(floor), exact: floor === stored };
}

/** A number in nano units by its shortest decimal digits: 0.1 is exactly 100,000,000. */
function floorNano(value: number): { floor: bigint; exact: boolean } {
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  const shift = 9 - fraction.length + Number(exponent);
  const digits = BigInt(`${sign}${whole}${fraction}`);
  if (shift >= 0) return { floor: digits * 10n ** BigInt(shift), exact: true };
  const divisor = 10n ** BigInt(-shift);
  const rest = digits % divisor;
  const quotient = digits / divisor;
  return { floor: rest < 0n ? quotient - 1n : quotient, exact: rest === 0n };
}

/** A range in the units of a loaded column, as numbers that its values can be compared with. */
export function rangeInColumn(
  { base, scale }: Pick<LoadedNumbers, 'base' | 'scale'>,
  { min, max }: IntegerRange,
): { min: number; max: number } {
  return {
    min: min === null ? Number.NEGATIVE_INFINITY : -floorUnits(BigInt(base) - min, scale),
    max: max === null ? Number.POSITIVE_INFINITY : floorUnits(max - BigInt(base), scale),
  };
}

/** `distance / scale`, rounded down. What a number cannot tell exactly lies beyond every stored value. */
function floorUnits(distance: bigint, scale: number): number {
  const by = BigInt(scale);
  const quotient = distance / by;
  return Number(distance % by < 0n ? quotient - 1n : quotient);
}
