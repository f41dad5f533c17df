import type { Costs } from '../../../../shared/api/contract.ts';
import type { Measure } from '../../../../shared/domain/measures.ts';
import { type Row, total } from './naive-aggregates.ts';

/** Costs by currency, event by event: what the engine's are held against. */

const isPriced = ({ cost = null, byokCost = null }: Row) => cost !== null || byokCost !== null;
const currencyOf = ({ currency = null }: Row) => (typeof currency === 'string' ? currency : null);

/** The currencies that events have costs in, most events first, then by name, none last. */
function currenciesOf(rows: readonly Row[]): (string | null)[] {
  const priced = rows.filter(isPriced).map(currencyOf);
  const events = (currency: string | null) => priced.filter((other) => other === currency).length;
  const named = (a: string | null, b: string | null) => (a === null ? 1 : b === null || a < b ? -1 : 1);
  return [...new Set(priced)].sort((a, b) => events(b) - events(a) || named(a, b));
}

/** The costs of events in each currency; a sum is given where it is of one. */
export function naiveCosts(rows: readonly Row[]): Costs {
  const costs = currenciesOf(rows).map((currency) => {
    const own = rows.filter((row) => isPriced(row) && currencyOf(row) === currency);
    return { currency, cost: total(own, 'cost'), byokCost: total(own, 'byokCost') };
  });
  const only = (name: 'cost' | 'byokCost') => {
    const sums = costs.flatMap((one) => one[name] ?? []);
    return sums.length === 1 ? (sums[0] ?? null) : null;
  };
  return { cost: only('cost'), byokCost: only('byokCost'), costs };
}

/**
 * The same events with costs in one currency only: the wanted one if any event has the measure in it, else that of most
 * events with it; untouched where there are not several. And which that is.
 */
export function inOneCurrency(
  rows: readonly Row[],
  measure: Measure,
  wanted: string | null | undefined,
): {
  readonly of: (row: Row) => Row;
  readonly stated: { readonly currency?: string | null };
} {
  const [most = null, ...more] = currenciesOf(rows);
  if (more.length === 0) return { of: (row) => row, stated: {} };
  const other = measure === 'cost' ? 'byokCost' : measure === 'byokCost' ? 'cost' : null;
  const own = other === null ? [] : currenciesOf(rows.map((row) => ({ ...row, [other]: null })));
  const isThere = wanted !== undefined && own.includes(wanted);
  const [first = most] = own;
  const currency = isThere ? wanted : first;
  return {
    of: (row) => (currencyOf(row) === currency ? row : { ...row, cost: null, byokCost: null }),
    stated: { currency },
  };
}
