import type { Codes } from '../../columns/column.ts';
import { forEachStretch } from '../aggregate/matched-positions.ts';
import { numberAt } from '../aggregate/number-at.ts';
import type { Checkpoint, LoadedBigs, LoadedNumbers, Matches } from '../loaded-columns.ts';
import { sortByKeys } from '../radix-order.ts';

/** Events with more than nothing of a measure, the smallest first. */
export interface Amounts {
  readonly positions: Uint32Array;
  /** Units of the column, at the same places. */
  readonly amounts: Float64Array;
}

const WORD = 2 ** 32;

/**
 * The matching events that have more than nothing of a measure, sorted by it, apart for each code.
 * @param codes null where all belong together, under 0
 * @throws CANCELLED
 */
export function amountsInOrder(
  count: number,
  matches: Matches,
  column: LoadedNumbers | LoadedBigs,
  codes: Codes | null,
  checkpoint: Checkpoint,
): ReadonlyMap<number, Amounts> {
  const low = new Uint32Array(count);
  const high = new Uint32Array(count);
  const listed = new Uint32Array(matches.count);
  let found = 0;
  let wide = false;
  forEachStretch(count, matches, checkpoint, (positions, length) => {
    for (let i = 0; i < length; i += 1) {
      const position = positions[i] ?? 0;
      const amount = numberAt(column, position);
      if (!(amount > 0)) continue;
      listed[found++] = position;
      low[position] = amount % WORD;
      const upper = Math.floor(amount / WORD);
      high[position] = upper;
      if (upper > 0) wide = true;
    }
  });
  const sorted = sortByKeys(listed.subarray(0, found), { low, high: wide ? high : null }, checkpoint);
  const lists = new Map<number, number[] | Uint32Array>();
  if (codes === null) lists.set(0, sorted);
  else for (const position of sorted) append(lists, codes[position] ?? 0, position);
  return new Map(
    [...lists].map(([code, positions]) => {
      const amounts = Float64Array.from(
        positions,
        (position) => (high[position] ?? 0) * WORD + (low[position] ?? 0),
      );
      return [code, { positions: Uint32Array.from(positions), amounts }];
    }),
  );
}

function append(lists: Map<number, number[] | Uint32Array>, code: number, position: number): void {
  const list = lists.get(code);
  if (Array.isArray(list)) list.push(position);
  else lists.set(code, [position]);
}
