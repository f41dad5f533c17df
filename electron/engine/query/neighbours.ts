import type { Neighbours, NeighboursArg } from '../../../shared/api/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { asNumbers } from './aggregate/column-facts.ts';
import type { StoredColumns } from './column-store.ts';
import type { FilteredEvents } from './filtered-events.ts';
import type { Checkpoint } from './loaded-columns.ts';
import { type Alike, nextAlike } from './next-alike.ts';
import { type EventTimes, timesOf } from './time-at.ts';

/** Neighbours by their positions. */
export type FoundNeighbours = Omit<Neighbours, 'before' | 'after' | 'revision'> & {
  readonly before: readonly number[];
  readonly after: readonly number[];
};

/** What was found on either side, nearest first, and one more than asked for when there is. */
interface Sides {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** A stretch of events in time order around one of them: ranks `[from, to)`. */
interface Stretch {
  readonly from: number;
  readonly rank: number;
  readonly to: number;
}

/**
 * Steps from event to event in an order that is not the one they are stored in, each somewhere else in memory. What is
 * rarer than one in so many is found faster by looking at all events as they are stored.
 */
const SCATTERED_STEPS = 50_000;

/**
 * The events around one of them. In time order one walks from the event in both directions until enough are found; by
 * place, along the events of its source.
 * @param scatteredSteps steps to take from event to event before looking at all of them
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
  const alike = { mask, ...sharedCodes(columns, arg.same, position) };
  const times = timesOf(columns);
  const { count, within } = arg;
  if (times === null || times.isUndated(position)) {
    return told('place', byPlace(columns, position, alike, count, checkpoint), count);
  }
  const { positions, valued } = columns.byTime();
  if (positions === null) {
    const { from, rank, to } = stretchAround((place) => place, valued, position, times, within);
    return told('time', inPlace(alike, from, rank, to, count, checkpoint), count);
  }
  const near = stretchAround((rank) => positions[rank] as number, valued, position, times, within);
  const sides =
    scattered(alike, positions, near, count, scatteredSteps) ??
    nearest(alike, position, times, within, count, checkpoint);
  return told('time', sides, count);
}

function told(order: Neighbours['order'], { before, after }: Sides, count: number): FoundNeighbours {
  return {
    order,
    before: before.slice(0, count).reverse(),
    after: after.slice(0, count),
    moreBefore: before.length > count,
    moreAfter: after.length > count,
  };
}

/** The codes of a field, and the one the event has; null where any event will do. */
function sharedCodes(
  columns: StoredColumns,
  same: NeighboursArg['same'],
  position: number,
): Pick<Alike, 'codes' | 'own'> {
  const codes = same === null ? null : (columns.texts(same)?.codes ?? null);
  return { codes, own: codes?.[position] ?? 0 };
}

/** Where an event stands in time order, and between which ranks the events lie that are close enough. */
function stretchAround(
  at: (rank: number) => number,
  dated: number,
  position: number,
  times: EventTimes,
  within: number | null,
): Stretch {
  const rank = firstWhere(0, dated, (place) => !times.precedes(at(place), position));
  const beyond = times.beyond(position, within);
  return {
    from: firstWhere(0, rank, (place) => !beyond(at(place))),
    rank,
    to: firstWhere(rank, dated, (place) => beyond(at(place))),
  };
}

/** The first of `[from, to)` from which on something holds; `to` when it holds for none. */
function firstWhere(from: number, to: number, holds: (place: number) => boolean): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Events that are stored in the order in which they are asked for. */
function inPlace(
  alike: Alike,
  from: number,
  position: number,
  to: number,
  count: number,
  checkpoint: Checkpoint,
): Sides {
  const side = (step: 1 | -1, end: number): number[] => {
    const found: number[] = [];
    for (let at = position; found.length <= count; found.push(at)) {
      at = at === end ? -1 : nextAlike(alike, at + step, step, end, checkpoint);
      if (at < 0) break;
    }
    return found;
  };
  return { before: side(-1, from), after: side(1, to - 1) };
}

/** An event without a time stands between those that its file has before and after it, dated or not. */
function byPlace(
  columns: StoredColumns,
  position: number,
  alike: Alike,
  count: number,
  checkpoint: Checkpoint,
): Sides {
  const sources = columns.numbers('source');
  const codes = sources === null ? null : asNumbers(sources).values;
  const also = { codes, own: codes?.[position] ?? 0 };
  return inPlace({ ...alike, also }, 0, position, columns.count, count, checkpoint);
}

/** Walks along an order; null when it takes too many steps. */
function scattered(
  { mask, codes, own }: Alike,
  positions: Uint32Array,
  { from, rank, to }: Stretch,
  count: number,
  steps: number,
): Sides | null {
  const side = (step: 1 | -1, end: number): number[] | null => {
    const found: number[] = [];
    for (let place = rank + step, left = steps; place !== end && found.length <= count; place += step) {
      if (left === 0) return null;
      left -= 1;
      const position = positions[place] as number;
      if (mask[position] === 1 && (codes === null || codes[position] === own)) found.push(position);
    }
    return found;
  };
  const before = side(-1, from - 1);
  const after = before === null ? null : side(1, Math.max(rank + 1, to));
  return before === null || after === null ? null : { before, after };
}

/** Looks at all events as they are stored, and keeps the nearest on either side. */
function nearest(
  alike: Alike,
  position: number,
  times: EventTimes,
  within: number | null,
  count: number,
  checkpoint: Checkpoint,
): Sides {
  const [before, after]: [number[], number[]] = [[], []];
  const beyond = times.beyond(position, within);
  const last = alike.mask.length - 1;
  for (let at = -1; at < last; ) {
    at = nextAlike(alike, at + 1, 1, last, checkpoint);
    if (at < 0) break;
    if (at === position || times.isUndated(at) || beyond(at)) continue;
    if (times.precedes(at, position)) insert(before, at, count + 1, (a, b) => times.precedes(b, a));
    else insert(after, at, count + 1, (a, b) => times.precedes(a, b));
  }
  return { before, after };
}

/** Puts an event into a list of the nearest, if it is one of them. */
function insert(
  nearest: number[],
  position: number,
  most: number,
  isNearer: (a: number, b: number) => boolean,
): void {
  const last = nearest[most - 1];
  if (last !== undefined && !isNearer(position, last)) return;
  const at = nearest.findIndex((known) => isNearer(position, known));
  nearest.splice(at < 0 ? nearest.length : at, 0, position);
  if (nearest.length > most) nearest.pop();
}
