import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Histogram, Summary } from '../../../shared/api/contract.ts';
import { addClause } from '../../../shared/filter/edit.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { costsOf, isCost, type Unit, unitOf } from '../../../shared/usage/group-value.ts';
import { useServices } from '../../app/services-context.ts';
import { useEngineQuery } from '../../engine/use-engine-query.ts';
import { MOST_BARS } from '../../histogram/StripToolbar.tsx';
import type { CurrencyAmount } from './over-time-text.ts';

/** What is shown of a measure that may be in several currencies, which are never added. */
export interface ShownCosts {
  /** Of one currency. */
  readonly histogram: Histogram;
  /** What it is of: where there are several currencies, the one that is shown is a condition of its own. */
  readonly filter: Filter;
  readonly unit: Unit;
  /** Empty unless there are several to choose from. */
  readonly currencies: readonly CurrencyAmount[];
  /** Whether another currency was chosen, and its answer is awaited. */
  readonly late: boolean;
}

/**
 * Chooses what is shown where costs are in several currencies: the engine gives that of most events; another one that
 * the user chose is a question of its own.
 */
export function useShownCosts(given: Histogram, summary: Summary, filter: Filter): ShownCosts {
  const chosen = useStore(useServices().overTime, (state) => state.currency);
  const { measure, bucket, timezone, by } = given;
  const isMixed = given.currency !== undefined;
  const several = useMemo(
    () => (isMixed && isCost(measure) ? costsOf(summary.costs, measure) : NONE),
    [isMixed, measure, summary],
  );
  const isThere = several.some(({ currency }) => currency === chosen);
  const currency = isThere ? chosen : given.currency;
  const own = useMemo(
    () => (currency === undefined ? filter : inCurrency(filter, currency)),
    [filter, currency],
  );
  const isGiven = currency === given.currency;
  const asked = useEngineQuery(
    'histogram',
    isGiven ? null : { filter: own, bucket, measure, timezone, by, maxPoints: MOST_BARS, wholeRange: true },
  );
  const answer = isGiven || asked.stale ? null : asked.data;
  return useMemo(() => {
    const histogram = answer ?? given;
    const shown = answer === null ? given.currency : currency;
    return {
      histogram,
      filter: own,
      unit: unitOf(measure, summary, shown),
      currencies: several,
      late: !isGiven && answer === null,
    };
  }, [answer, given, currency, own, measure, summary, several, isGiven]);
}

const NONE: readonly CurrencyAmount[] = [];

function inCurrency(filter: Filter, currency: string | null): Filter {
  return addClause(filter, { kind: 'facet', field: 'currency', include: [currency], exclude: [] });
}
