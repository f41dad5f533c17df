import { retime } from '../filters/time-frame.ts';
import type { PageHistory } from '../shell/page-history.ts';
import {
  canGoBack,
  canGoForward,
  createPlacesStore,
  type Place,
  type PlacesStore,
} from '../state/places-store.ts';
import { currentAsOf, type Services } from './services.ts';

/** Back and forward through what was on screen: filters, views, tabs and drill-downs alike. Undo and redo are about the filter alone. */
export interface Places {
  readonly store: PlacesStore;
  readonly back: () => void;
  readonly forward: () => void;
  /** Makes what is on screen the first place there is. */
  readonly startHere: () => void;
}

type Shown = Pick<Services, 'filter' | 'view' | 'usage' | 'workspace' | 'preferences'>;

/** Notes every place that is gone to, here and in the history of the window, and brings them back from either. */
export function keepPlaces(services: Shown, history: PageHistory): Places {
  const { filter, view, usage } = services;
  const store = createPlacesStore(placeOf(services));
  let pastSeen = filter.getState().past;
  let noting = false;
  /** Where the steps asked for so far will lead: the window takes its time. */
  let heading = store.getState().at;
  history.replace(heading);

  function note(): void {
    noting = false;
    const now = placeOf(services);
    const { past, future } = filter.getState();
    const stepped = past !== pastSeen;
    const begun = stepped && past.length === 0 && future.length === 0;
    pastSeen = past;
    const { places, first, at } = store.getState();
    const before = places[at - first];
    if (before === undefined || samePlace(now, before)) return;
    if (begun) heading = moved(history.replace, store.begin(now));
    else if (stepped || isElsewhere(now, before)) heading = moved(history.push, store.visit(now));
    else store.amend(now);
  }

  /** What one action changes in several stores is one place. */
  function noteSoon(): void {
    if (noting) return;
    noting = true;
    queueMicrotask(note);
  }
  filter.subscribe(noteSoon);
  view.subscribe(noteSoon);
  usage.subscribe(noteSoon);

  history.onMove((at) => {
    heading = at;
    const place = store.move(at);
    if (place === null) return;
    const { view: name, auditScope, source, tab, drillDown } = place;
    view.setState({ view: name, auditScope, source });
    usage.setState({ tab, drillDown, stepped: false });
    const zone = services.preferences.getState().zone;
    filter.apply(() => retime(place.filter, zone, currentAsOf(services).at));
    pastSeen = filter.getState().past;
    store.amend(placeOf(services));
  });

  /** Walking from row to row with a drill-down open goes nowhere else. */
  function isElsewhere(now: Place, before: Place): boolean {
    return !sameView(now, before) || (!sameSubject(now, before) && !usage.getState().stepped);
  }

  function step(steps: -1 | 1): void {
    const { places, first } = store.getState();
    const to = { places, first, at: heading };
    if (steps === -1 ? !canGoBack(to) : !canGoForward(to)) return;
    heading += steps;
    history.go(steps);
  }
  function startHere(): void {
    pastSeen = filter.getState().past;
    heading = moved(history.replace, store.begin(placeOf(services)));
  }
  return { store, back: () => step(-1), forward: () => step(1), startHere };
}

function moved(tell: (at: number) => void, at: number): number {
  tell(at);
  return at;
}

function placeOf({ filter, view, usage }: Shown): Place {
  const { view: name, auditScope, source } = view.getState();
  const { tab, drillDown } = usage.getState();
  return { view: name, auditScope, source, tab, drillDown, filter: filter.getState().filter };
}

function sameView(a: Place, b: Place): boolean {
  return a.view === b.view && a.auditScope === b.auditScope && a.source === b.source && a.tab === b.tab;
}

function sameSubject({ drillDown: a }: Place, { drillDown: b }: Place): boolean {
  return a?.field === b?.field && a?.key === b?.key;
}

function samePlace(a: Place, b: Place): boolean {
  return (
    sameView(a, b) &&
    sameSubject(a, b) &&
    (a.filter === b.filter || JSON.stringify(a.filter) === JSON.stringify(b.filter))
  );
}
