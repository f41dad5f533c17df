import * as v from 'valibot';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FieldName } from '../../shared/domain/fields.ts';
import type { Measure } from '../../shared/domain/measures.ts';
import type { RankingSort } from '../usage/tabs/ranking-order.ts';
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
  /** Null takes the first that the logs have. */
  measure: v.nullable(v.picklist(USAGE_MEASURES)),
  /** Height of the charts above the log, px; null follows the window. */
  chartsHeight: v.nullable(v.pipe(v.number(), v.finite())),
  /** Width of the pane of the drill-down, px. */
  drillDownWidth: v.optional(v.pipe(v.number(), v.finite()), 540),
  /** Height of its figures above its calls, px. */
  drillDownHeight: v.optional(v.pipe(v.number(), v.finite()), 330),
});
type Remembered = v.InferOutput<typeof remembered>;

/** Something whose usage is looked at by itself: a member, a model, a key, a worker. */
export interface DrillDown {
  readonly field: FieldName;
  /** Null is "no value". */
  readonly key: string | null;
  readonly label: string;
}

/** The tabs that rank. */
export type RankingTab = Extract<UsageTab, 'user' | 'worker'>;

/** How a tab ranks. */
export interface Ranking {
  readonly field: FieldName;
  /** Null ranks by what the view is measured by. */
  readonly sort: RankingSort | null;
  /** Leaves out rows whose name does not have it. */
  readonly search: string;
  /** Whether it shows who uses what instead. */
  readonly asMatrix: boolean;
}

/** How the usage view is shown. Measure and sizes are remembered, everything else is of the session. */
export interface UsageState extends Remembered {
  readonly tab: UsageTab;
  /** The currency that costs are shown in where there are several; undefined leaves it to the engine. */
  readonly currency: string | null | undefined;
  /** What the pane beside the log is about; null when it is closed. */
  readonly drillDown: DrillDown | null;
  /** Whether it was come to by walking on from another. */
  readonly stepped: boolean;
  /** Whether the monthly review is open. */
  readonly reviewOpen: boolean;
  /** Whether all members are listed, rather than the top five. */
  readonly allMembers: boolean;
  readonly rankings: Readonly<Record<RankingTab, Ranking>>;
}

export interface UsageStore extends StoreApi<UsageState> {
  /** What was looked at in another workspace is not in this one. */
  readonly startAnew: () => void;
  /** Changes how a tab ranks. */
  readonly rank: (tab: RankingTab, change: Partial<Ranking>) => void;
}

const DEFAULTS: Remembered = {
  measure: null,
  chartsHeight: null,
  drillDownWidth: 540,
  drillDownHeight: 330,
};
const RANKING = {
  sort: null,
  search: '',
  asMatrix: false,
} as const;
const FRESH = {
  tab: 'overview',
  currency: undefined,
  drillDown: null,
  stepped: false,
  reviewOpen: false,
  allMembers: false,
  rankings: { user: { field: 'actor', ...RANKING }, worker: { field: 'worker', ...RANKING } },
} as const;

export function createUsageStore(storage: SettingsStorage): UsageStore {
  const stored = storedValue(storage, 'trailglass.usage', remembered, DEFAULTS);
  const store = createStore<UsageState>(() => ({ ...stored.read(), ...FRESH }));
  store.subscribe(({ measure, chartsHeight, drillDownWidth, drillDownHeight }) =>
    stored.write({ measure, chartsHeight, drillDownWidth, drillDownHeight }),
  );
  return Object.assign(store, {
    startAnew: () => store.setState(FRESH),
    rank: (tab: RankingTab, change: Partial<Ranking>) =>
      store.setState(({ rankings }) => ({
        rankings: { ...rankings, [tab]: { ...rankings[tab], ...change } },
      })),
  });
}
