import type { Neighbours, NeighboursArg } from '../../../shared/api/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { includeValue } from '../../../shared/filter/edit.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { StoredColumns } from './column-store.ts';
import type { FilteredEvents } from './filtered-events.ts';
import type { Checkpoint } from './loaded-columns.ts';
import { STRETCH } from './narrow-mask.ts';
import { type EventTimes, timesOf } from './time-at.ts';

/** Neighbours by their positions. */
export type FoundNeighbours = Omit<Neighbours, 'before' | 'after' | 'revision'> & {
  readonly before: readonly number[];
  readonly after: readonly number[];
};

/** Events in an order, from the first on. */
interface Line {
  readonly length: number;
  at(rank: number): number;
}

/** What decides how far one walks from an event, and which of those one meets count. */
interface Walk {
  readonly counts: (position: number) => boolean;
  readonly ends: (position: number) => boolean;
  /** Neighbours to find on either side. */
  readonly count: number;
  /** Steps after which a side is given up; without it none is. */
  readonly steps?: number;
}

/** What was found on the way; incomplete when a side was given up. */
type Found = Omit<FoundNeighbours, 'order'> & { readonly isComplete: boolean };

/**
 * Steps from event to event in an order that is not the one they are stored in, each somewhere else in memory. What is
 * rarer than one in so many is found faster by listing it.
 */
const SCATTERED_STEPS = 200_000;

/**
 * The events around one of them. In time order one walks from the event in both directions until enough are found; by
 * place, along the events of its source.
 * @param scatteredSteps steps to take from event to event before listing what is rare
 * @throws UNKNOWN_EVENT, UNKNOWN_FIELD, BAD_ARGUMENT, CANCELLED
 */
export function findNeighbours(
  events: FilteredEvents,
  arg: NeighboursArg,
  checkpoint: Checkpoint,
  scatteredSteps: number = SCATTERED_STEPS,
): FoundNeighbours {
  const { columns } = events;
  const position = columns.positionOf(arg.id);
  if (position < 0) {
    throw new AppError('UNKNOWN_EVENT', `There is no event ${arg.id} in this workspace.`, { id: arg.id });
  }
  const { mask } = events.matches(arg.filter, checkpoint);
  const shares = sharing(columns, arg.same, position);
  const counts = (other: number): boolean => mask[other] === 1 && shares(other);
  const times = timesOf(columns);
  if (times === null || times.isUndated(position)) return byPlace(columns, position, counts, arg, checkpoint);
  const walk = { counts, ends: times.beyond(position, arg.within), count: arg.count };
  const { positions, valued } = columns.byTime();
  if (positions === null) {
    const line = { length: valued, at: (rank: number) => rank };
    return timely(bothWays(line, position, position, walk, checkpoint));
  }
  const line = { length: valued, at: (rank: number) => positions[rank] as number };
  const rank = rankOf(line, position, times);
  const near = bothWays(line, rank, rank, { ...walk, steps: scatteredSteps }, checkpoint);
  return timely(near.isComplete ? near : amongListed(events, arg, position, times, checkpoint));
}

function timely({ isComplete: _, ...found }: Found): FoundNeighbours {
  return { ...found, order: 'time' };
}

/** Neighbours that are so rare that all events like them are listed first, in time order. */
function amongListed(
  events: FilteredEvents,
  { filter, same, count, within }: NeighboursArg,
  position: number,
  times: EventTimes,
  checkpoint: Checkpoint,
): Found {
  const like = same === null ? filter : alike(filter, same, events.columns, position);
  const listed = events.ordered(like, { field: 'time', descending: false }, checkpoint);
  const line = { length: listed.valued, at: listed.at };
  const rank = rankOf(line, position, times);
  const isListed = rank < line.length && line.at(rank) === position;
  const walk = { counts: () => true, ends: times.beyond(position, within), count };
  return bothWays(line, rank, isListed ? rank : rank - 1, walk, checkpoint);
}

/** An event without a time stands between those that its file has before and after it, dated or not. */
function byPlace(
  columns: StoredColumns,
  position: number,
  counts: (position: number) => boolean,
  { count }: NeighboursArg,
  checkpoint: Checkpoint,
): FoundNeighbours {
  const sources = columns.numbers('source');
  const own = sources?.values[position];
  const line = { length: columns.count, at: (rank: number) => rank };
  const walk = {
    counts: (other: number) => sources?.values[other] === own && counts(other),
    ends: () => false,
    count,
  };
  const { isComplete: _, ...found } = bothWays(line, position, position, walk, checkpoint);
  return { ...found, order: 'place' };
}

/**
 * Walks both ways from a place.
 * @param below the rank from which, exclusive, one walks back, and `above` the one from which one walks on
 */
function bothWays(line: Line, below: number, above: number, walk: Walk, checkpoint: Checkpoint): Found {
  const { count } = walk;
  const before = walkFrom(line, below, -1, walk, checkpoint);
  const after = walkFrom(line, above, 1, walk, checkpoint);
  return {
    before: before.found.slice(0, count).reverse(),
    after: after.found.slice(0, count),
    moreBefore: before.found.length > count,
    moreAfter: after.found.length > count,
    isComplete: before.isComplete && after.isComplete,
  };
}

/** What counts on one side, nearest first, and one more than asked for when there is. */
function walkFrom(
  line: Line,
  from: number,
  step: 1 | -1,
  { counts, ends, count, steps = Number.POSITIVE_INFINITY }: Walk,
  checkpoint: Checkpoint,
): { readonly found: number[]; readonly isComplete: boolean } {
  const found: number[] = [];
  let taken = 0;
  for (let rank = from + step; rank >= 0 && rank < line.length; rank += step) {
    if (taken >= steps) return { found, isComplete: false };
    if (taken % STRETCH === 0) checkpoint.throwIfCancelled();
    taken += 1;
    const position = line.at(rank);
    if (ends(position)) break;
    if (counts(position) && found.push(position) > count) break;
  }
  return { found, isComplete: true };
}

/** Where an event stands in time order, or would stand. */
function rankOf({ length, at }: Line, position: number, times: EventTimes): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times.precedes(at(middle), position)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether an event has the value of another in a field. */
function sharing(
  columns: StoredColumns,
  same: NeighboursArg['same'],
  position: number,
): (other: number) => boolean {
  const codes = same === null ? null : (columns.texts(same)?.codes ?? null);
  if (codes === null) return () => true;
  const own = codes[position];
  return (other) => codes[other] === own;
}

/** A filter that also asks for the value an event has in a field: the same events as {@link sharing}. */
function alike(
  filter: Filter,
  same: NonNullable<NeighboursArg['same']>,
  columns: StoredColumns,
  position: number,
): Filter {
  const texts = columns.texts(same);
  const code = texts?.codes[position] ?? 0;
  const value = code === 0 || texts === null ? null : texts.text(code);
  return {
    ...filter,
    chips: [...filter.chips, ...includeValue({ ...filter, chips: [] }, same, value).chips],
  };
}
