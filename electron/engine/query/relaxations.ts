import type { FilterRelaxations } from '../../../shared/api/contract.ts';
import { EMPTY_FILTER, type Filter } from '../../../shared/filter/filter.ts';
import { timeExtent } from './aggregate/time-extent.ts';
import { countMatches } from './counted-matches.ts';
import type { FilterParts } from './evaluate-filter.ts';
import type { FilteredEvents } from './filtered-events.ts';
import { HeldBack } from './held-back.ts';
import type { Checkpoint } from './loaded-columns.ts';

/** One restriction of a filter, evaluated. */
interface Restriction {
  readonly number: number;
  /** Whether it matches any event by itself. */
  readonly matchesAny: () => boolean;
}

/**
 * How many events there would be without each restriction of a filter; where that helps nobody, which of them match
 * nothing even by themselves. Each is evaluated once. Those that read text come last, and look only at events that at
 * most one of the others holds back: the rest stays out whatever one of them is lifted.
 */
export function relaxations(
  events: FilteredEvents,
  filter: Filter,
  checkpoint: Checkpoint,
): FilterRelaxations {
  const all = events.matches(EMPTY_FILTER, checkpoint);
  const held = new HeldBack(all.mask);
  const chips = filter.chips.flatMap((chip, at) =>
    chip.off ? [] : [{ at, only: { ...EMPTY_FILTER, chips: [chip] } }],
  );
  const { from, to } = filter.time;
  const range: Filter | null = from === null && to === null ? null : { ...filter, chips: [] };

  const restrict = (only: Filter, parts: FilterParts): Restriction => {
    const open = parts.readsText ? held.open() : all;
    if (open.count === all.count) {
      const { mask, count } = events.matches(only, checkpoint);
      return { number: held.restrict(mask, checkpoint), matchesAny: () => count > 0 };
    }
    const mask = parts.among(open.mask);
    const number = held.restrict(mask, checkpoint);
    return { number, matchesAny: () => mask.includes(1) || matchesAny(parts, all.mask) };
  };
  const asked = [...chips.map(({ only }) => only), ...(range === null ? [] : [range])].map((only) => ({
    only,
    parts: events.parts(only, checkpoint),
  }));
  const found = new Map<Filter, Restriction>();
  for (const readsText of [false, true]) {
    for (const { only, parts } of asked) {
      if (parts.readsText === readsText) found.set(only, restrict(only, parts));
    }
  }

  held.count(checkpoint);
  const numberOf = (only: Filter): number => found.get(only)?.number ?? 0;
  const oneIsEnough = asked.some(({ only }) => held.countWithout(numberOf(only)) > 0);
  const alone = (only: Filter) =>
    oneIsEnough ? null : found.get(only)?.matchesAny() === true ? ('some' as const) : ('none' as const);
  return {
    revision: events.columns.revision,
    time: range && {
      ...withoutTime(events, held.maskWithout(numberOf(range)), checkpoint),
      alone: alone(range),
    },
    chips: chips.map(({ at, only }) => ({
      at,
      events: held.countWithout(numberOf(only)),
      alone: alone(only),
    })),
  };
}

/** Where the events are looked at that a text may match: a few first, since most texts are found soon. */
const STAGES = [1 / 32, 1 / 4, 1];

function matchesAny(parts: FilterParts, all: Uint8Array): boolean {
  let end = all.length;
  return STAGES.some((share) => {
    const from = Math.floor(all.length * (1 - share));
    const stage = new Uint8Array(all.length);
    stage.set(all.subarray(from, end), from);
    end = from;
    return parts.among(stage).includes(1);
  });
}

function withoutTime(
  { columns }: FilteredEvents,
  mask: Uint8Array,
  checkpoint: Checkpoint,
): Omit<NonNullable<FilterRelaxations['time']>, 'alone'> {
  const matches = countMatches(mask);
  const extent = timeExtent(columns, matches, checkpoint);
  return { events: matches.count, newest: extent?.last ?? null, oldest: extent?.first ?? null };
}
