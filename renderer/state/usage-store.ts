import * as v from 'valibot';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FieldName } from '../../shared/domain/fields.ts';
import type { Measure } from '../../shared/domain/measures.ts';
import { type SettingsStorage, storedValue } from './stored-value.ts';

/** The tabs of the usage view. */
export const USAGE_TABS = ['overview', 'details', 'user', 'worker'] as const;
export type UsageTab = (typeof USAGE_TABS)[number];

/** What usage is measured by. Credits, cost and BYOK cost are never added to each other. */
export const USAGE_MEASURES = [
  'requests',
  'tokens',
  'credits',
  'cost',
  'byokCost',
] as const satisfies Measure[];
export type UsageMeasure = (typeof USAGE_MEASURES)[number];

const remembered = v.object({
  measure: v.picklist(USAGE_MEASURES),
  /** Height of the charts above the log, px. */
  chartsHeight: v.pipe(v.number(), v.finite()),
});
type Remembered = v.InferOutput<typeof remembered>;

/** Something whose usage is looked at by itself: a member, a model, a key, a worker. */
export interface DrillDown {
  readonly field: FieldName;
  /** Null is "no value". */
  readonly key: string | null;
  readonly label: string;
}

/** How the usage view is shown. Measure and height are remembered, everything else is of the session. */
export interface UsageState extends Remembered {
  readonly tab: UsageTab;
  /** What the pane beside the log is about; null when it is closed. */
  readonly drillDown: DrillDown | null;
  /** Whether every member is listed, not the top five. */
  readonly allMembers: boolean;
}

export interface UsageStore extends StoreApi<UsageState> {
  /** What was looked at in another workspace is not in this one. */
  readonly startAnew: () => void;
}

const DEFAULTS: Remembered = { measure: 'credits', chartsHeight: 330 };
const FRESH = { tab: 'overview', drillDown: null, allMembers: false } as const;

export function createUsageStore(storage: SettingsStorage): UsageStore {
  const stored = storedValue(storage, 'trailglass.usage', remembered, DEFAULTS);
  const store = createStore<UsageState>(() => ({ ...stored.read(), ...FRESH }));
  store.subscribe(({ measure, chartsHeight }) => stored.write({ measure, chartsHeight }));
  return Object.assign(store, { startAnew: () => store.setState(FRESH) });
}
