import * as v from 'valibot';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { RELATIVE_PRESETS, type RelativePreset } from '../../shared/time/range.ts';
import { type SettingsStorage, storedValue } from './stored-value.ts';

/** Which ranges the user chose, by the kinds of sources there were; the last choice comes last. */
export interface OpeningRanges {
  readonly chosen: ReadonlyMap<string, RelativePreset>;
}

export interface OpeningRangesStore extends StoreApi<OpeningRanges> {
  readonly choose: (kinds: string, preset: RelativePreset) => void;
  /** Goes back to the usual range of these kinds. */
  readonly forget: (kinds: string) => void;
}

/** Sets of kinds whose choice is remembered. */
const KEPT = 100;

const choices = v.array(v.tuple([v.pipe(v.string(), v.maxLength(10_000)), v.picklist(RELATIVE_PRESETS)]));

export function createOpeningRangesStore(storage: SettingsStorage): OpeningRangesStore {
  const stored = storedValue(storage, 'trailglass.opening-ranges', choices, []);
  const store = createStore<OpeningRanges>(() => ({ chosen: new Map(stored.read()) }));

  function edit(kinds: string, preset: RelativePreset | null): void {
    const others = [...store.getState().chosen].filter(([name]) => name !== kinds);
    const all = preset === null ? others : [...others, [kinds, preset] as [string, RelativePreset]];
    const kept = all.slice(-KEPT);
    store.setState({ chosen: new Map(kept) });
    stored.write(kept);
  }

  return Object.assign(store, {
    choose: (kinds: string, preset: RelativePreset) => edit(kinds, preset),
    forget: (kinds: string) => edit(kinds, null),
  });
}
