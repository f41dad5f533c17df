import * as v from 'valibot';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type SettingsStorage, storedValue } from './stored-value.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export const DENSITIES = ['compact', 'default', 'comfortable'] as const;
/** Where an event opens: beside the log, or expanded in its row. */
export const OPENINGS = ['pane', 'row'] as const;

/** Height of a grid row in px. */
export const ROW_HEIGHTS = { compact: 24, default: 28, comfortable: 34 } as const satisfies Record<
  (typeof DENSITIES)[number],
  number
>;

/** Which events are listed around one: how far, which, and of what. */
const surroundings = v.object({
  reach: v.pipe(v.string(), v.maxLength(20)),
  same: v.picklist(['any', 'actor', 'resource']),
  scope: v.picklist(['all', 'filter']),
});
export type Surroundings = v.InferOutput<typeof surroundings>;
const FIVE_OF_ALL: Surroundings = { reach: '5', same: 'any', scope: 'all' };

/** The choices among some values of a form; those that are none are left out. */
export function surroundingChoices(values: Readonly<Record<string, string>>): Partial<Surroundings> {
  const parsed = v.safeParse(v.partial(surroundings), values);
  return parsed.success ? (parsed.output as Partial<Surroundings>) : {};
}

const preferences = v.object({
  theme: v.picklist(THEMES),
  density: v.picklist(DENSITIES),
  opening: v.optional(v.picklist(OPENINGS), 'pane'),
  /** IANA name of the zone times are shown and days are cut in. */
  zone: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  /** Width of the detail pane in px. */
  detailWidth: v.pipe(v.number(), v.finite()),
  /** Whether long lines of raw records are wrapped. */
  wrapRecord: v.optional(v.boolean(), true),
  surroundings: v.optional(surroundings, FIVE_OF_ALL),
});

/** How the user likes the interface; remembered. */
export type Preferences = v.InferOutput<typeof preferences>;
export type Theme = Preferences['theme'];

const DEFAULTS: Preferences = {
  theme: 'system',
  density: 'default',
  opening: 'pane',
  zone: 'UTC',
  detailWidth: 400,
  wrapRecord: true,
  surroundings: FIVE_OF_ALL,
};

export function createPreferencesStore(storage: SettingsStorage): StoreApi<Preferences> {
  const stored = storedValue(storage, 'trailglass.preferences', preferences, DEFAULTS);
  const store = createStore<Preferences>(() => usable(stored.read()));
  store.subscribe((state) => stored.write(state));
  return store;
}

/** A zone this platform does not know would make every time unreadable. */
function usable(read: Preferences): Preferences {
  try {
    new Intl.DateTimeFormat('en', { timeZone: read.zone });
    return read;
  } catch {
    return { ...read, zone: DEFAULTS.zone };
  }
}
