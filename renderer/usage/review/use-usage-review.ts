import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { UsageReview } from '../../../shared/usage/review.ts';
import { useServices } from '../../app/services-context.ts';
import { type EngineQuery, useEngineQuery } from '../../engine/use-engine-query.ts';

/** The review of a month, asked again whenever any page stated something. */
export function useUsageReview(period: string): EngineQuery<UsageReview> {
  const query = useEngineQuery('usageReview', { period });
  // What lies apart from evidence is told by one event, after which the saved views are listed anew.
  const told = useStore(useServices().savedViews, (state) => state.views);
  const known = useRef(told);
  const { retry } = query;
  useEffect(() => {
    if (known.current === told) return;
    known.current = told;
    retry();
  }, [told, retry]);
  return query;
}
