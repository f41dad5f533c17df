import type { FilterRelaxations } from '../../../shared/api/contract.ts';
import { EMPTY_FILTER, type Filter } from '../../../shared/filter/filter.ts';
import { timeExtent } from './aggregate/time-extent.ts';
import type { FilteredEvents } from './filtered-events.ts';
import type { Checkpoint } from './loaded-columns.ts';

/** What every restriction of a filter holds back by itself, and what it would let through by itself. */
export function relaxations(
  events: FilteredEvents,
  filter: Filter,
  checkpoint: Checkpoint,
): FilterRelaxations {
  const count = (other: Filter): number => events.matches(other, checkpoint).count;
  const chips = filter.chips.flatMap((chip, at) => {
    if (chip.off) return [];
    const others = { ...filter, chips: filter.chips.filter((_, index) => index !== at) };
    return [{ at, events: count(others), alone: count({ ...EMPTY_FILTER, chips: [chip] }) }];
  });
  return { revision: events.columns.revision, time: withoutTime(events, filter, checkpoint), chips };
}

function withoutTime(
  events: FilteredEvents,
  filter: Filter,
  checkpoint: Checkpoint,
): FilterRelaxations['time'] {
  const { from, to } = filter.time;
  if (from === null && to === null) return null;
  const matches = events.matches({ ...filter, time: EMPTY_FILTER.time }, checkpoint);
  const extent = timeExtent(events.columns, matches, checkpoint);
  return {
    events: matches.count,
    newest: extent?.last ?? null,
    oldest: extent?.first ?? null,
    alone: events.matches({ ...filter, chips: [] }, checkpoint).count,
  };
}
