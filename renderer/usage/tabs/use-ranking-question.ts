import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { BreakdownArg } from '../../../shared/api/contract.ts';
import { useServices } from '../../app/services-context.ts';
import { useFilter } from '../../app/use-settings.ts';
import type { RankingTab, UsageMeasure, UsageTab } from '../../state/usage-store.ts';
import { byMeasure, isRanked, rankedBy } from './ranking-order.ts';

/** Rows that are read at first: enough to look at, few enough to be there at once. */
const FIRST_ROWS = 300;
/** Rows of a whole list. */
const ALL_ROWS = 200_000;

/** Whether a tab ranks. */
export function isRankingTab(tab: UsageTab): tab is RankingTab {
  return tab === 'user' || tab === 'worker';
}

/**
 * What the ranking of a tab adds to the question of the view; null for a tab without one. The engine ranks; only what
 * it cannot rank by, and whoever scrolls beyond the first rows, needs them all.
 */
export function useRankingQuestion(
  tab: UsageTab,
): ((measure: UsageMeasure) => readonly Omit<BreakdownArg, 'filter'>[]) | null {
  const { usage } = useServices();
  const filter = useFilter();
  const ranking = useStore(usage, ({ rankings }) => (isRankingTab(tab) ? rankings[tab] : null));
  return useMemo(() => {
    if (ranking === null) return null;
    const { field, sort: chosen, search, wholeOf } = ranking;
    return (measure) => {
      const sort = chosen ?? byMeasure(measure);
      const whole = !isRanked(sort) || search !== '' || wholeOf === filter;
      return [{ by: field, measure: rankedBy(sort), limit: whole ? ALL_ROWS : FIRST_ROWS, times: true }];
    };
  }, [ranking, filter]);
}
