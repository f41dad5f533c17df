import type { Neighbours } from '../../../shared/api/contract.ts';
import type { EventRow } from '../../../shared/domain/event.ts';
import { clearAll, includeValue, setIncluded, setTime } from '../../../shared/filter/edit.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { Services } from '../../app/services.ts';
import type { Surroundings } from '../../state/preferences-store.ts';
import { reachOf } from './reaches.ts';

/** Shows an event and those around it in the log, and keeps it open. */
export function showInLog(
  { filter, view, selection }: Pick<Services, 'filter' | 'view' | 'selection'>,
  event: EventRow,
  around: Neighbours,
  chosen: Surroundings,
): void {
  filter.apply((before) => filterAround(before, event, around, chosen));
  if (chosen.scope === 'all') view.setState({ view: 'audit', auditScope: 'all' });
  selection.setState({ openEvent: event.id });
}

function filterAround(before: Filter, event: EventRow, around: Neighbours, chosen: Surroundings): Filter {
  const { zone } = before.time;
  const kept = chosen.scope === 'all' ? clearAll(before) : before;
  const like = chosen.same === 'any' ? kept : setIncluded(kept, chosen.same, [event[chosen.same]]);
  if (event.time === null) return includeValue(like, 'source', String(event.source));
  const { within } = reachOf(chosen.reach);
  const first = around.before[0]?.time ?? event.time;
  const last = around.after.at(-1)?.time ?? event.time;
  const from = within === null ? first : event.time - within;
  const to = within === null ? last : event.time + within;
  return setTime(like, { preset: 'custom', zone, from, to: to + 1 });
}
