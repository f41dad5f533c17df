import type { Histogram, Summary } from '../../shared/api/contract.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { costsOf, isCost } from '../../shared/usage/group-value.ts';

/** A currency with what was charged in it. */
export interface CurrencyAmount {
  readonly currency: string | null;
  readonly amount: number;
}

/** The currencies of what is measured; empty for what is no cost, and where all costs are in one. */
export function currenciesOf(
  histogram: Pick<Histogram, 'measure' | 'currency'> | null,
  summary: Pick<Summary, 'costs'> | null,
): readonly CurrencyAmount[] {
  if (histogram === null || summary === null || histogram.currency === undefined) return [];
  return isCost(histogram.measure) ? costsOf(summary.costs, histogram.measure) : [];
}

/** A currency as it is named. */
export function currencyName(currency: string | null): string {
  return currency === null ? 'no currency named' : visibleText(currency);
}
