import type { Command } from 'commander';
import type { Costs } from '../../../shared/api/contract.ts';
import type { RemoteEngine } from '../../../shared/api/remote.ts';
import { MEASURES } from '../../../shared/domain/measures.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { costsOf } from '../../../shared/usage/group-value.ts';

/* Which currency a command tells costs in, where there are several. */

/** The value of {@link withCurrency}. */
export interface CurrencyFlag {
  readonly currency?: string;
}

type Cost = 'cost' | 'byokCost';

/** `--currency`. */
export function withCurrency(command: Command): Command {
  return command.option(
    '--currency <name>',
    'tell costs in this currency only, as the logs name it; "" for those that name none (default: each by itself, ranked and charted by that of most events)',
  );
}

/** The currency a flag names: null where it is that of costs without one, undefined where it names none. */
export function currencyIn({ currency }: CurrencyFlag): string | null | undefined {
  return currency === '' ? null : currency;
}

/**
 * Makes sure that there are costs in a currency, so that nothing is told in another.
 * @param of the costs of which one must be in it
 * @throws BAD_ARGUMENT naming the currencies there are
 */
export async function requireCurrency(
  engine: RemoteEngine,
  filter: Filter,
  currency: string | null | undefined,
  of: readonly Cost[],
): Promise<void> {
  if (currency === undefined) return;
  const { costs } = await engine.summary({ filter });
  const there = costs.filter((one) => of.some((name) => one[name] !== null));
  if (there.some((one) => one.currency === currency)) return;
  const [name] = of;
  const what = of.length === 1 && name !== undefined ? MEASURES[name].label : 'cost';
  const which = currency === null ? 'without a currency' : `in ${currency}`;
  throw new AppError(
    'BAD_ARGUMENT',
    there.length === 0
      ? `No event of this filter has a ${what}, so there is none ${which}. Leave --currency out, or widen the filter.`
      : `No event of this filter has a ${what} ${which}. They are in ${there.map((one) => one.currency ?? 'none named').join(', ')}.`,
  );
}

/** The same sums with `cost` and `byokCost` of one currency; `costs` keeps them all. */
export function toldIn<T extends Costs>(sums: T, currency: string | null): T {
  const of = (name: Cost): number | null =>
    costsOf(sums.costs, name).find((one) => one.currency === currency)?.amount ?? null;
  return { ...sums, cost: of('cost'), byokCost: of('byokCost') };
}

/** What is shown of costs: those in one currency where it was asked for. */
export function shownCosts(sums: Costs, currency: string | null | undefined): Costs {
  if (currency === undefined) return sums;
  return { ...sums, costs: sums.costs.filter((one) => one.currency === currency) };
}
