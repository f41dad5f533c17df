import type { UsageMeasure, UsageTab } from '../state/usage-store.ts';
import type { LogAsks } from '../views/LogView.tsx';
import { overviewBreakdowns } from './breakdowns/breakdown-kinds.ts';

/** What a tab asks besides the log itself, all in the one question. */
export function usageAsks(tab: UsageTab, measure: UsageMeasure, allMembers: boolean): LogAsks {
  if (tab !== 'overview') return { breakdowns: [], measure: 'events' };
  return { breakdowns: overviewBreakdowns(measure, allMembers), measure };
}
