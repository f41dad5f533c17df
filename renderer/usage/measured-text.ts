import { MEASURES, type Measure } from '../../shared/domain/measures.ts';
import type { Unit } from '../../shared/usage/group-value.ts';
import { formatCount, formatDecimal, formatMoney } from '../ui/numbers.ts';

/** A measured value with every digit; – where nothing was measured, which is not 0. */
export function measuredText(value: number | null, measure: Measure, currency: string | null = null): string {
  if (value === null) return '–';
  if (measure === 'cost' || measure === 'byokCost') return formatMoney(value, currency);
  return MEASURES[measure].kind === 'integer' ? formatCount(value) : formatDecimal(value);
}

/** The same inside a sentence: "12.5 credits", "$3.20 cost". */
export function measuredPhrase(
  value: number | null,
  measure: Measure,
  currency: string | null = null,
): string {
  const unit = MEASURES[measure].label.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
  return value === null ? `no ${unit}` : `${measuredText(value, measure, currency)} ${unit}`;
}

/** {@link measuredText} in a unit. */
export function unitText(value: number | null, { measure, currency }: Unit): string {
  return measuredText(value, measure, currency);
}

/** {@link measuredPhrase} in a unit. */
export function unitPhrase(value: number | null, { measure, currency }: Unit): string {
  return measuredPhrase(value, measure, currency);
}

/** What a column of values is called: "Credits", "Cost (EUR)" where there are others. */
export function unitLabel({ measure, currency, mixed }: Unit): string {
  const { label } = MEASURES[measure];
  return mixed ? `${label} (${currency ?? 'no currency named'})` : label;
}
