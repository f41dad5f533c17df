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

/** How usage over time is shown; all of it is remembered. */
export type OverTimeState = Remembered;
export type OverTimeStore = StoreApi<OverTimeState>;

const DEFAULTS: Remembered = { shape: 'bars', cumulative: false, compare: false, forecast: false };

export function createOverTimeStore(storage: SettingsStorage): OverTimeStore {
  const stored = storedValue(storage, 'trailglass.overTime', remembered, DEFAULTS);
  const store = createStore<OverTimeState>(() => stored.read());
  store.subscribe((state) => stored.write(state));
  return store;
}
