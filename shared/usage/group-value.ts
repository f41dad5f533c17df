import type { Costs, CurrencyCost, Group } from '../api/results.ts';
import type { Measure } from '../domain/measures.ts';

/** Sums of events, of a group or of all of them. */
export type MeasuredSums = Costs &
  Pick<Group, 'events' | 'requests' | 'inputTokens' | 'outputTokens' | 'credits'>;

/** What values are in: a measure and, of a cost, its currency. */
export interface Unit {
  readonly measure: Measure;
  /** Null where the log names none, and for what is no cost. */
  readonly currency: string | null;
  /** Whether there are costs in other currencies too, which the values leave out. */
  readonly mixed: boolean;
}

/** The costs among the measures. */
export function isCost(measure: Measure): measure is 'cost' | 'byokCost' {
  return measure === 'cost' || measure === 'byokCost';
}

/**
 * The unit of what was ranked by a measure.
 * @param ranked the currency of `Breakdown.currency`; undefined where there is but one
 */
export function unitOf(measure: Measure, { costs }: Costs, ranked: string | null | undefined): Unit {
  if (!isCost(measure)) return { measure, currency: null, mixed: false };
  if (ranked !== undefined) return { measure, currency: ranked, mixed: true };
  return { measure, currency: costsOf(costs, measure)[0]?.currency ?? null, mixed: false };
}

/** What events come to in a unit; null when none of them has it. */
export function measureOf(sums: MeasuredSums, { measure, currency, mixed }: Unit): number | null {
  if (mixed && isCost(measure)) {
    return sums.costs.find((one) => one.currency === currency)?.[measure] ?? null;
  }
  if (measure !== 'tokens') return sums[measure];
  const { inputTokens, outputTokens } = sums;
  return inputTokens === null && outputTokens === null ? null : (inputTokens ?? 0) + (outputTokens ?? 0);
}

/** The currencies that a cost is in, each with its amount: never added to each other. */
export function costsOf(
  costs: readonly CurrencyCost[],
  measure: 'cost' | 'byokCost',
): readonly { readonly currency: string | null; readonly amount: number }[] {
  return costs.flatMap(({ currency, [measure]: amount }) => (amount === null ? [] : [{ currency, amount }]));
}
