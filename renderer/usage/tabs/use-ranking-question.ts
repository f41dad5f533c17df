import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Breakdown, BreakdownArg, Group } from '../../../shared/api/contract.ts';
import { useServices } from '../../app/services-context.ts';
import { useScopedFilter } from '../../app/use-settings.ts';
import { useEngineQuery } from '../../engine/use-engine-query.ts';
import type { Ranking, RankingTab, UsageMeasure, UsageTab } from '../../state/usage-store.ts';
import { STRETCH_ROWS } from '../stretch.ts';
import { askedOrder, byMeasure, rankedBy } from './ranking-order.ts';

/** Rows that are read at first: enough to look at, few enough to be there at once. */
const FIRST_ROWS = 300;

/** Whether a tab ranks. */
export function isRankingTab(tab: UsageTab): tab is RankingTab {
  return tab === 'user' || tab === 'worker';
}

/**
 * What the ranking of a tab adds to the question of the view; null for a tab without one. The engine makes the order;
 * rows further down are read as they come into sight.
 */
export function useRankingQuestion(
  tab: UsageTab,
): ((measure: UsageMeasure) => readonly Omit<BreakdownArg, 'filter'>[]) | null {
  const { usage } = useServices();
  const ranking = useStore(usage, ({ rankings }) => (isRankingTab(tab) ? rankings[tab] : null));
  return useMemo(
    () => (ranking === null ? null : (measure) => [{ ...orderOf(ranking, measure), limit: FIRST_ROWS }]),
    [ranking],
  );
}

/** What is asked of a ranking, whatever its search and however far down. */
function orderOf({ field, sort: chosen }: Ranking, measure: UsageMeasure) {
  const sort = chosen ?? byMeasure(measure);
  const order = askedOrder(sort);
  return { by: field, measure: rankedBy(sort), ...(order === undefined ? {} : { order }), times: true };
}

/** Rows of a ranking further down than the first. */
export interface RankingStretch {
  readonly offset: number;
  readonly groups: readonly Group[];
}

/**
 * Reads the rows in sight that are not among the first.
 * @param at the first row of the stretch; null while the first rows are enough
 */
export function useRankingStretch(
  ranking: Ranking,
  measure: UsageMeasure,
  at: number | null,
): RankingStretch | null {
  const filter = useScopedFilter();
  const currency = useStore(useServices().usage, (state) => state.currency);
  const search = ranking.search.trim();
  const asked = { filter, ...orderOf(ranking, measure), search, limit: STRETCH_ROWS, currency };
  const { data, stale } = useEngineQuery('breakdown', at === null ? null : { ...asked, offset: at });
  return useMemo(
    () => (at === null || data === null || stale ? null : { offset: at, groups: data.groups }),
    [at, data, stale],
  );
}

/** The first rows of those that a search leaves. Null without a search, and until they are found. */
export function useRankingSearch(ranking: Ranking, measure: UsageMeasure): Breakdown | null {
  const filter = useScopedFilter();
  const currency = useStore(useServices().usage, (state) => state.currency);
  const search = ranking.search.trim();
  const asked = { filter, ...orderOf(ranking, measure), search, limit: FIRST_ROWS, currency };
  const { data, stale } = useEngineQuery('breakdown', search === '' ? null : asked);
  return search === '' || stale ? null : data;
}
