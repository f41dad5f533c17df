import type { ColumnOrder } from './column-order.ts';
import { type CountedMatches, matchesBefore, selectMatch } from './counted-matches.ts';
import type { Checkpoint, Matches } from './loaded-columns.ts';

import { STRETCH } from './narrow-mask.ts';

/**
 * The matches of a filter in the ascending order of a column, those without a value last. Descending order turns
 * both parts round and leaves the second where it is.
 */
export interface OrderedMatches {
  readonly total: number;
  /** Matches with a value of the column. */
  readonly valued: number;
  /** Bytes of memory, of the mask too where it is needed. */
  readonly byteLength: number;
  /** The position of match `rank` in ascending order, counted from 0. */
  at(rank: number): number;
  /** All positions in ascending order; not to be changed. */
  all(): Uint32Array;
}

/** Matches in id order: nothing is listed, the mask tells. */
export function matchesInPlace(matches: CountedMatches, valued: number): OrderedMatches {
  return {
    total: matches.count,
    valued: matchesBefore(matches, valued),
    byteLength: matches.mask.byteLength,
    at: (rank) => selectMatch(matches, rank),
    all: () => positionsOf(matches),
  };
}

/** Matches listed in order. */
export function listedMatches(positions: Uint32Array, valued: number): OrderedMatches {
  return {
    total: positions.length,
    valued,
    byteLength: positions.byteLength,
    at: (rank) => positions[rank] ?? 0,
    all: () => positions,
  };
}

/** The matches among all events that stand in an order. */
export function pickMatches(
  matches: CountedMatches,
  { positions, valued }: ColumnOrder,
  checkpoint: Checkpoint,
): OrderedMatches {
  const { mask, count } = matches;
  if (positions === null) return matchesInPlace(matches, valued);
  if (count === mask.length) return listedMatches(positions, valued);
  const picked = new Uint32Array(count + 1);
  let at = 0;
  let pickedValued = 0;
  for (const [from, to] of stretches(positions.length, valued)) {
    checkpoint.throwIfCancelled();
    if (from === valued) pickedValued = at;
    // Without a branch: every position is written, and kept when its mark is 1.
    for (let rank = from; rank < to; rank += 1) {
      const position = positions[rank] as number;
      picked[at] = position;
      at += mask[position] as number;
    }
  }
  const none = valued >= positions.length;
  return listedMatches(picked.subarray(0, count), none ? count : pickedValued);
}

/** Stretches of a length, with a border at `border`. */
function* stretches(length: number, border: number): Generator<readonly [from: number, to: number]> {
  for (let from = 0; from < length; ) {
    const end = from < border ? border : length;
    const to = Math.min(end, from + STRETCH);
    yield [from, to];
    from = to;
  }
}

/** Positions of the matches of a mask, in id order. */
export function positionsOf({ mask, count }: Matches): Uint32Array {
  const positions = new Uint32Array(count + 1);
  let at = 0;
  for (let position = 0; position < mask.length; position += 1) {
    positions[at] = position;
    at += mask[position] as number;
  }
  return positions.subarray(0, count);
}

/** Positions of a stretch of the matches, in ascending or descending order. */
export function pageOf(
  { total, valued, at }: OrderedMatches,
  descending: boolean,
  offset: number,
  limit: number,
): Uint32Array {
  const from = Math.min(offset, total);
  const page = new Uint32Array(Math.min(limit, total - from));
  for (let index = 0; index < page.length; index += 1) {
    const rank = from + index;
    const ascending = rank < valued ? valued - 1 - rank : total - 1 - (rank - valued);
    page[index] = at(descending ? ascending : rank);
  }
  return page;
}

/** Positions of all matches, in ascending or descending order. */
export function allInOrder({ total, valued, all }: OrderedMatches, descending: boolean): Uint32Array {
  const ascending = all();
  if (!descending) return ascending.slice();
  const turned = new Uint32Array(total);
  for (let rank = 0; rank < valued; rank += 1) turned[rank] = ascending[valued - 1 - rank] as number;
  for (let rank = valued; rank < total; rank += 1)
    turned[rank] = ascending[total - 1 - (rank - valued)] as number;
  return turned;
}
