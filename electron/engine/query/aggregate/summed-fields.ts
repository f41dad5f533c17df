import { nanoToNumber } from '../../../../shared/domain/decimal.ts';
import { MEASURES, type Measure } from '../../../../shared/domain/measures.ts';

/** The fields that are summed. */
export const SUMMED = ['requests', 'inputTokens', 'outputTokens', 'credits', 'cost', 'byokCost'] as const;
export type Summed = (typeof SUMMED)[number];

/** Sums of some events; null where none of them has a value. */
export type Sums = { readonly [F in Summed]: number | null };

/** The fields whose sums make up a measure; none for the number of events. */
export function summedFor(measure: Measure): readonly Summed[] {
  if (measure === 'events') return [];
  return measure === 'tokens' ? ['inputTokens', 'outputTokens'] : [measure];
}

/** A whole number: a safe integer, or a bigint beyond them. Units of 10⁻⁹ where the field is a decimal. */
export type Units = number | bigint;

/** `value × times`, exactly, of two safe integers. */
export function timesUnits(value: number, times: number): Units {
  const product = value * times;
  return Number.isSafeInteger(product) ? product : BigInt(value) * BigInt(times);
}

/** `a + b`, exactly. */
export function addUnits(a: Units, b: Units): Units {
  if (typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a + b)) return a + b;
  return BigInt(a) + BigInt(b);
}

/** The nearest number to an exact sum: of decimals exact when printed, up to 15 digits. */
export function nearestNumber(measure: Measure, units: Units): number {
  if (MEASURES[measure].kind === 'integer') return Number(units);
  // One correctly rounded division of whole numbers gives the nearest number; beyond them, its digits do.
  return typeof units === 'number' ? units / 1e9 : nanoToNumber(units);
}
