import { createStore, type StoreApi } from 'zustand/vanilla';
import { setTime } from '../../shared/filter/edit.ts';
import { type RelativePreset, resolvePreset } from '../../shared/time/range.ts';
import { currentAsOf, type Services } from '../app/services.ts';
import { nameOfKinds, openingPreset } from './opening-range.ts';

/** What the workspace was opened on. */
export interface OpenedOn {
  /** Kinds of the sources that hold events: names of their profiles. */
  readonly kinds: readonly string[];
  readonly preset: RelativePreset;
}

type Concerned = Pick<
  Services,
  'engine' | 'workspace' | 'filter' | 'view' | 'preferences' | 'openingRanges' | 'savedViews'
>;

export type OpenedOnStore = StoreApi<OpenedOn>;

/** Before any source is there. */
const NOTHING: OpenedOn = { kinds: [], preset: 'all' };

export function createOpenedOnStore(): OpenedOnStore {
  return createStore<OpenedOn>(() => NOTHING);
}

/**
 * Opens a workspace on the range that suits its sources, and follows them while they are being imported, for as
 * long as the range on screen is the one it was opened on. What the user chose stays.
 */
export async function keepOpeningRange(services: Concerned, opened: OpenedOnStore): Promise<void> {
  const { workspace, engine, filter } = services;
  let asked = 0;

  async function follow(): Promise<void> {
    asked += 1;
    const question = asked;
    const sources = await engine.sources({});
    if (question !== asked) return;
    const kinds = [...new Set(sources.filter((source) => source.imported > 0).map(({ profile }) => profile))];
    const before = opened.getState();
    if (nameOfKinds(kinds) === nameOfKinds(before.kinds)) return;
    const preset = openingPreset(kinds, services.openingRanges.getState().chosen);
    const chosen = services.savedViews.getState().applied !== null;
    const untouched = !chosen && filter.getState().filter.time.preset === before.preset;
    opened.setState({ kinds, preset });
    if (untouched) filter.adjust((now) => setTime(now, resolved(services, preset)));
  }

  let name = workspace.getState().info?.name;
  workspace.subscribe(({ info, revision }, before) => {
    if (info === null) return;
    if (info.name !== name) opened.setState(NOTHING);
    else if (revision === before.revision && info.sources === before.info?.sources) return;
    name = info.name;
    void follow().catch(() => undefined); // the views say why the workspace cannot be read
  });
  if ((workspace.getState().info?.sources ?? 0) > 0) await follow().catch(() => undefined);
}

/** Sets the range to a preset and remembers it for workspaces with the same kinds of sources. */
export function choosePreset(services: Concerned & Pick<Services, 'openedOn'>, preset: RelativePreset): void {
  const { filter, openingRanges, openedOn } = services;
  const { kinds } = openedOn.getState();
  if (kinds.length > 0) openingRanges.choose(nameOfKinds(kinds), preset);
  filter.apply((now) => setTime(now, resolved(services, preset)));
}

function resolved(services: Concerned, preset: RelativePreset) {
  return resolvePreset(preset, services.preferences.getState().zone, currentAsOf(services).at);
}
