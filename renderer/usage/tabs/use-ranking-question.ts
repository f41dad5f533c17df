import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Breakdown, BreakdownArg, Group } from '../../../shared/api/contract.ts';
import { addClause } from '../../../shared/filter/edit.ts';
import { useServices } from '../../app/services-context.ts';
import { useScopedFilter } from '../../app/use-settings.ts';
import { useEngineQuery } from '../../engine/use-engine-query.ts';
import type { Ranking, RankingTab, UsageMeasure, UsageTab } from '../../state/usage-store.ts';
import { byMeasure, isRanked, rankedBy } from './ranking-order.ts';

/** Rows that are read at first: enough to look at, few enough to be there at once. */
const FIRST_ROWS = 300;
/** Rows of a whole list. */
const ALL_ROWS = 200_000;
/** Rows of a stretch further down. */
const STRETCH = 200;
/** Rows that a search finds. */
const FOUND_ROWS = 1_000;

/** Whether a tab ranks. */
export function isRankingTab(tab: UsageTab): tab is RankingTab {
  return tab === 'user' || tab === 'worker';
}

/**
 * What the ranking of a tab adds to the question of the view; null for a tab without one. The engine ranks; only what
 * it cannot rank by needs all rows. Rows further down are read as they come into sight.
 */
export function useRankingQuestion(
  tab: UsageTab,
): ((measure: UsageMeasure) => readonly Omit<BreakdownArg, 'filter'>[]) | null {
  const { usage } = useServices();
  const ranking = useStore(usage, ({ rankings }) => (isRankingTab(tab) ? rankings[tab] : null));
  return useMemo(() => {
    if (ranking === null) return null;
    const { field, sort: chosen } = ranking;
    return (measure) => {
      const sort = chosen ?? byMeasure(measure);
      const limit = isRanked(sort) ? FIRST_ROWS : ALL_ROWS;
      return [{ by: field, measure: rankedBy(sort), limit, times: true }];
    };
  }, [ranking]);
}

/** Rows of a ranking further down than those that came with the question of the view. */
export interface RankingStretch {
  readonly offset: number;
  readonly groups: readonly Group[];
}

/**
 * Reads the rows in sight that the question of the view did not bring.
 * @param at the first row of the stretch; null while the first rows are enough
 */
export function useRankingStretch(
  ranking: Ranking,
  measure: UsageMeasure,
  at: number | null,
): RankingStretch | null {
  const filter = useScopedFilter();
  const sort = ranking.sort ?? byMeasure(measure);
  const asked = { filter, by: ranking.field, measure: rankedBy(sort), limit: STRETCH, times: true };
  const { data, stale } = useEngineQuery('breakdown', at === null ? null : { ...asked, offset: at });
  return useMemo(
    () => (at === null || data === null || stale ? null : { offset: at, groups: data.groups }),
    [at, data, stale],
  );
}

/**
 * The rows whose name or key has the text that is searched for: the values are found first, so that each has all of
 * its events. Null without a search, and until they are found.
 */
export function useRankingSearch({ field, sort, search }: Ranking, measure: UsageMeasure): Breakdown | null {
  const filter = useScopedFilter();
  const found = useEngineQuery(
    'facetValues',
    search.trim() === '' ? null : { filter, field, search: search.trim(), limit: FOUND_ROWS },
  );
  const keys = found.stale ? undefined : found.data?.values.map(({ value }) => value);
  const asked = { by: field, measure: rankedBy(sort ?? byMeasure(measure)), limit: FOUND_ROWS, times: true };
  const rows = useEngineQuery(
    'breakdown',
    keys === undefined || keys.length === 0
      ? null
      : { ...asked, filter: addClause(filter, { kind: 'facet', field, include: keys, exclude: [] }) },
  );
  if (keys?.length === 0) return { ...asked, total: 0, groups: [] };
  return keys === undefined || rows.stale ? null : rows.data;
}

/** The stretch a row out of sight so far is read with. */
export function stretchAt(row: number): number {
  return Math.max(0, Math.floor((row - STRETCH / 4) / (STRETCH / 2)) * (STRETCH / 2));
}
