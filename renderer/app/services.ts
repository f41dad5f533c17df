import type { StoreApi } from 'zustand/vanilla';
import type { ImportOptions } from '../../shared/api/contract.ts';
import type { RemoteEngine } from '../../shared/api/remote.ts';
import type { ShellApi, ShellInfo } from '../../shared/api/shell.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import { scopedFilter } from '../../shared/filter/scoped-filter.ts';
import { type AsOf, resolveAsOf } from '../../shared/time/as-of.ts';
import type { Connection } from '../engine/connect.ts';
import { EventReadAhead } from '../engine/event-read-ahead.ts';
import { createOpenedOnStore, keepOpeningRange, type OpenedOnStore } from '../filters/keep-opening-range.ts';
import { retime } from '../filters/time-frame.ts';
import type { GridActions } from '../grid/grid-actions.ts';
import { keepIndexReady } from '../indexing/keep-index-ready.ts';
import { keepSavedViews } from '../saved-views/keep-saved-views.ts';
import { rememberFilters } from '../saved-views/remember-filters.ts';
import { ownHistory, type PageHistory } from '../shell/page-history.ts';
import { type AnnouncementsStore, createAnnouncementsStore } from '../state/announcements-store.ts';
import { type ClockStore, createClockStore } from '../state/clock-store.ts';
import { type ColumnsStore, createColumnsStore } from '../state/columns-store.ts';
import { createFilterStore, type FilterStore } from '../state/filter-store.ts';
import { createHistogramStore, type HistogramStore } from '../state/histogram-store.ts';
import { createImportOptionsStore } from '../state/import-options-store.ts';
import { createImportStepStore, type WaitingImport } from '../state/import-step-store.ts';
import { createJobsStore, type JobsStore } from '../state/jobs-store.ts';
import { createMappingStore, type MappingStore } from '../state/mapping-store.ts';
import { createNoticesStore, type NoticesStore } from '../state/notices-store.ts';
import { createOpeningRangesStore, type OpeningRangesStore } from '../state/opening-ranges-store.ts';
import { createOverTimeStore, type OverTimeStore } from '../state/over-time-store.ts';
import { createPreferencesStore, type Preferences } from '../state/preferences-store.ts';
import { createSavedViewsStore, type SavedViewsStore } from '../state/saved-views-store.ts';
import { createSelectionStore, type SelectionStore } from '../state/selection-store.ts';
import type { SettingsStorage } from '../state/stored-value.ts';
import { createUsageStore, type UsageStore } from '../state/usage-store.ts';
import { createValueColours, type ValueColours } from '../state/value-colours.ts';
import { createViewStore, scopeOf, type ViewState } from '../state/view-store.ts';
import { createWorkspaceStore, type WorkspaceState } from '../state/workspace-store.ts';
import { keepPlaces, type Places } from './keep-places.ts';

/** Everything a component may reach: the engine, the host, and one small store per concern. */
export interface Services {
  readonly engine: RemoteEngine;
  readonly shell: ShellApi;
  readonly shellInfo: ShellInfo;
  readonly workspace: StoreApi<WorkspaceState> & { readonly refresh: () => Promise<void> };
  readonly filter: FilterStore;
  readonly view: StoreApi<ViewState>;
  readonly selection: SelectionStore;
  readonly readAhead: EventReadAhead;
  readonly columns: ColumnsStore;
  readonly histogram: HistogramStore;
  readonly usage: UsageStore;
  readonly overTime: OverTimeStore;
  readonly colours: ValueColours;
  readonly preferences: StoreApi<Preferences>;
  /** The clock for whatever is drawn. */
  readonly clock: ClockStore;
  readonly jobs: JobsStore;
  readonly notices: NoticesStore;
  readonly announcements: AnnouncementsStore;
  readonly importOptions: StoreApi<ImportOptions>;
  readonly importStep: StoreApi<{ readonly waiting: WaitingImport | null }>;
  readonly mapping: MappingStore;
  readonly savedViews: SavedViewsStore;
  /** What time range the workspace was opened on, and what the user chose for others like it. */
  readonly openedOn: OpenedOnStore;
  readonly openingRanges: OpeningRangesStore;
  /** Back and forward through what was on screen. */
  readonly places: Places;
  /** The search box, for whatever moves the focus there. */
  readonly queryInput: { current: HTMLInputElement | null };
  /** The log on screen, for commands; null while none is. */
  readonly grid: { current: GridActions | null };
}

/** The composition root of the page: builds the stores and the few rules that tie them together. */
export async function createServices(
  { client, shell }: Connection,
  storage: SettingsStorage,
  history: PageHistory = ownHistory(),
): Promise<Services> {
  const workspace = createWorkspaceStore(client);
  const [shellInfo] = await Promise.all([shell.info(), workspace.refresh()]);
  const stores = {
    engine: client.engine,
    shell,
    shellInfo,
    workspace,
    filter: createFilterStore(),
    view: createViewStore(),
    selection: createSelectionStore(),
    readAhead: new EventReadAhead(client.engine, workspace),
    columns: createColumnsStore(storage),
    histogram: createHistogramStore(storage),
    usage: createUsageStore(storage),
    overTime: createOverTimeStore(storage),
    colours: createValueColours(),
    preferences: createPreferencesStore(storage),
    clock: createClockStore(),
    jobs: createJobsStore(),
    notices: createNoticesStore(),
    announcements: createAnnouncementsStore(),
    importOptions: createImportOptionsStore(),
    importStep: createImportStepStore(),
    mapping: createMappingStore(),
    savedViews: createSavedViewsStore(),
    openedOn: createOpenedOnStore(),
    openingRanges: createOpeningRangesStore(storage),
    queryInput: { current: null },
    grid: { current: null },
  };
  await keepOpeningRange(stores, stores.openedOn);
  const services: Services = { ...stores, places: keepPlaces(stores, history) };
  startAnewInAnotherWorkspace(services);
  showChosenView(services);
  keepPresetsResolved(services);
  keepSelectionTrue(services);
  keepIndexReady(services);
  rememberFilters(services);
  await keepSavedViews(services, client);
  services.places.startHere();
  return services;
}

/** "As of" at this moment; see `shared/time/as-of.ts`. What is drawn asks `useAsOf`. */
export function currentAsOf(
  { workspace, view, preferences }: Pick<Services, 'workspace' | 'view' | 'preferences'>,
  now: number = Date.now() * 1_000,
): AsOf {
  const newest = workspace.getState().info?.newestTime ?? null;
  return resolveAsOf(view.getState().asOf, newest, now, preferences.getState().zone);
}

/** The filter the log view on screen asks with, at this moment; `useScopedFilter` follows it. */
export function currentScopedFilter({ filter, view }: Pick<Services, 'filter' | 'view'>): Filter {
  return scopedFilter(filter.getState().filter, scopeOf(view.getState()));
}

/** Going to a view takes the mapping screen out of the way; what was chosen there stays. */
function showChosenView({ view, mapping }: Services): void {
  view.subscribe((now, before) => {
    if (now.view !== before.view) mapping.hide();
  });
}

/** What was filtered, chosen and opened means nothing in another workspace. */
function startAnewInAnotherWorkspace(services: Services): void {
  const { workspace, filter, selection, view, columns, histogram, usage, colours } = services;
  let open = workspace.getState().info?.name;
  workspace.subscribe(({ info }) => {
    if (info === null || info.name === open) return;
    open = info.name;
    filter.reset();
    columns.forgetOwnColumns();
    selection.reset();
    histogram.startAnew();
    usage.startAnew();
    colours.reset();
    view.setState({ view: 'audit', auditScope: 'audit', asOf: null, source: null });
  });
}

/** A new zone, a new "as of" or newer events move the bounds of a preset. */
function keepPresetsResolved(services: Services): void {
  const { filter, view, workspace, preferences } = services;
  const resolve = (): void =>
    filter.adjust((before) => retime(before, preferences.getState().zone, currentAsOf(services).at));
  resolve();
  preferences.subscribe((now, before) => {
    if (now.zone !== before.zone) resolve();
  });
  view.subscribe((now, before) => {
    if (now.asOf !== before.asOf) resolve();
  });
  workspace.subscribe((now, before) => {
    if (now.info?.newestTime !== before.info?.newestTime) resolve();
  });
}

/** Another filter, view or order is another result: places in the old one mean nothing in it. */
function keepSelectionTrue({ filter, view, columns, workspace, selection }: Services): void {
  // New events move the rows: the open event stays open, but it is no longer known at which place.
  workspace.subscribe((now, before) => {
    if (now.revision !== before.revision) selection.rowsMoved();
  });
  filter.subscribe((now, before) => {
    if (now.filter !== before.filter) selection.reset();
  });
  view.subscribe((now, before) => {
    if (now.view !== before.view || scopeOf(now) !== scopeOf(before)) selection.reset();
  });
  columns.subscribe((now, before) => {
    if (now.sorts !== before.sorts) selection.reset();
  });
}
