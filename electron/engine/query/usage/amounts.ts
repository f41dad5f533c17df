import type { Codes } from '../../columns/column.ts';
import { forEachStretch } from '../aggregate/matched-positions.ts';
import { numberAt } from '../aggregate/number-at.ts';
import type { Checkpoint, LoadedBigs, LoadedNumbers, Matches } from '../loaded-columns.ts';
import { sortByKeys } from '../radix-order.ts';
import { groupPositions } from './grouped-positions.ts';

/** Events with more than nothing of a measure, the smallest first. */
export interface Amounts {
  readonly positions: Uint32Array;
  /** Units of the column, at the same places. */
  readonly amounts: Float64Array;
}

const WORD = 2 ** 32;

/**
 * The matching events that have more than nothing of a measure, sorted by it, apart for each code.
 * @param codes null where all belong together, under 0; `size` is the largest
 * @throws CANCELLED
 */
export function amountsInOrder(
  count: number,
  matches: Matches,
  column: LoadedNumbers | LoadedBigs,
  { codes, size }: { readonly codes: Codes | null; readonly size: number },
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
  const listOf = (some: Uint32Array): Amounts => {
    const amounts = new Float64Array(some.length);
    for (let place = 0; place < some.length; place += 1) {
      if (place % 65_536 === 65_535) checkpoint.throwIfCancelled();
      const position = some[place] ?? 0;
      amounts[place] = (high[position] ?? 0) * WORD + (low[position] ?? 0);
    }
    return { positions: some, amounts };
  };
  if (codes === null) return new Map([[0, listOf(sorted)]]);
  const { starts, members } = groupPositions(sorted, codes, size, checkpoint);
  const lists = new Map<number, Amounts>();
  for (let code = 0; code <= size; code += 1) {
    const own = members.subarray(starts[code], starts[code + 1]);
    if (own.length > 0) lists.set(code, listOf(own.map((place) => sorted[place] ?? 0)));
  }
  return lists;
}
