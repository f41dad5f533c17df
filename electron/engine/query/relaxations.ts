import type { FilterRelaxations } from '../../../shared/api/contract.ts';
import { EMPTY_FILTER, type Filter } from '../../../shared/filter/filter.ts';
import { timeExtent } from './aggregate/time-extent.ts';
import { countMatches } from './counted-matches.ts';
import type { FilteredEvents } from './filtered-events.ts';
import { HeldBack } from './held-back.ts';
import type { Checkpoint } from './loaded-columns.ts';

/** What every restriction of a filter holds back by itself, and what it would let through by itself. */
export function relaxations(
  events: FilteredEvents,
  filter: Filter,
  checkpoint: Checkpoint,
): FilterRelaxations {
  const { columns } = events;
  const held = new HeldBack(events.matches(EMPTY_FILTER, checkpoint).mask);
  // Each restriction is evaluated once, by itself; what is left without one of them follows.
  const restrict = (only: Filter): { readonly alone: number; readonly without: () => number } => {
    const { mask, count } = events.matches(only, checkpoint);
    const number = held.restrict(mask, checkpoint);
    return { alone: count, without: () => held.countWithout(number) };
  };
  const chips = filter.chips.flatMap((chip, at) =>
    chip.off ? [] : [{ at, ...restrict({ ...EMPTY_FILTER, chips: [chip] }) }],
  );
  const { from, to } = filter.time;
  const range = from === null && to === null ? null : restrict({ ...filter, chips: [] });
  held.count(checkpoint);
  return {
    revision: columns.revision,
    time: range === null ? null : withoutTime(events, held, range.alone, checkpoint),
    chips: chips.map(({ at, alone, without }) => ({ at, events: without(), alone })),
  };
}

/** The range is the last restriction. */
function withoutTime(
  { columns }: FilteredEvents,
  held: HeldBack,
  alone: number,
  checkpoint: Checkpoint,
): FilterRelaxations['time'] {
  const matches = countMatches(held.maskWithoutLast());
  const extent = timeExtent(columns, matches, checkpoint);
  return { events: matches.count, newest: extent?.last ?? null, oldest: extent?.first ?? null, alone };
}
