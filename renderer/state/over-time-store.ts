import * as v from 'valibot';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type SettingsStorage, storedValue } from './stored-value.ts';

/** How usage over time is drawn. */
export const SHAPES = ['bars', 'area'] as const;
export type Shape = (typeof SHAPES)[number];

const remembered = v.object({
  shape: v.picklist(SHAPES),
  /** Whether running totals are drawn, not what each bar has by itself. */
  cumulative: v.boolean(),
  /** Whether the period before is drawn over it. */
  compare: v.boolean(),
  /** Whether the month is forecast. */
  forecast: v.boolean(),
});
type Remembered = v.InferOutput<typeof remembered>;

/** How usage over time is shown; all but the currency is remembered. */
export interface OverTimeState extends Remembered {
  /** The currency that costs are shown in where there are several; undefined leaves it to the engine. */
  readonly currency: string | null | undefined;
}

export interface OverTimeStore extends StoreApi<OverTimeState> {
  /** Currencies of another workspace are others. */
  readonly startAnew: () => void;
}

const DEFAULTS: Remembered = { shape: 'bars', cumulative: false, compare: false, forecast: false };

export function createOverTimeStore(storage: SettingsStorage): OverTimeStore {
  const stored = storedValue(storage, 'trailglass.overTime', remembered, DEFAULTS);
  const store = createStore<OverTimeState>(() => ({ ...stored.read(), currency: undefined }));
  store.subscribe(({ shape, cumulative, compare, forecast }) =>
    stored.write({ shape, cumulative, compare, forecast }),
  );
  return Object.assign(store, { startAnew: () => store.setState({ currency: undefined }) });
}
