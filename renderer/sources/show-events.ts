import { includeValue, setTime } from '../../shared/filter/edit.ts';
import { EMPTY_FILTER, type Filter } from '../../shared/filter/filter.ts';
import { HOUR } from '../../shared/time/zone.ts';
import type { Services } from '../app/services.ts';

type Shown = Pick<Services, 'filter' | 'view' | 'selection'>;

/** Shows the events of some sources, of both families, and nothing else of the filter there was. */
export function showEvents(services: Shown, sources: readonly number[]): void {
  open(services, (zone) => ofSources(zone, sources));
}

/** Shows the log around a stretch of time: some hours before and behind it. µs UTC. */
export function showAround(
  services: Shown,
  sources: readonly number[],
  { from, to }: { readonly from: number; readonly to: number },
): void {
  open(services, (zone) =>
    setTime(ofSources(zone, sources), {
      preset: 'custom',
      zone,
      from: Math.floor(from - HOURS_AROUND * HOUR),
      to: Math.ceil(to + HOURS_AROUND * HOUR),
    }),
  );
}

/** Shows one event among those of its source. */
export function showEvent(services: Shown, source: number, event: number): void {
  showEvents(services, [source]);
  services.selection.setState({ openEvent: event });
}

const HOURS_AROUND = 2;

/** More would be a chip that nobody can read. */
const MOST_SOURCES = 50;

function ofSources(zone: string, sources: readonly number[]): Filter {
  const empty = { ...EMPTY_FILTER, time: { ...EMPTY_FILTER.time, zone } };
  if (sources.length > MOST_SOURCES) return empty;
  return sources.reduce((filter, source) => includeValue(filter, 'source', String(source)), empty);
}

function open({ filter, view }: Shown, edit: (zone: string) => Filter): void {
  filter.apply((before) => edit(before.time.zone));
  view.setState({ view: 'audit', auditScope: 'all' });
}
