import { BIG_NULL } from '../columns/column.ts';
import type { Checkpoint, LoadedBigs, LoadedNumbers } from './loaded-columns.ts';
import { STRETCH } from './narrow-mask.ts';
import { type SortKeys, sortByKeys } from './radix-order.ts';

/**
 * All events in the ascending order of a column: those with a value first, by value and then by id, the others
 * behind them by id. `positions` is null when that is id order.
 */
export interface ColumnOrder {
  readonly positions: Uint32Array | null;
  /** Events with a value. */
  readonly valued: number;
}

/** The order of a column of numbers, or of ranks, over `count` events. */
export function orderOfNumbers(
  numbers: LoadedNumbers | LoadedBigs,
  count: number,
  checkpoint: Checkpoint,
): ColumnOrder {
  const valued =
    numbers.kind === 'big'
      ? valuedIfSortedBigs(numbers, count, checkpoint)
      : valuedIfSorted(numbers.values, numbers.nullValue, count, checkpoint);
  if (valued !== null) return { positions: null, valued };
  const keys =
    numbers.kind === 'big'
      ? keysOfBigs(numbers, count, checkpoint)
      : keysOfNumbers(numbers, count, checkpoint);
  return sortedValued(keys, count, isNullIn(numbers), checkpoint);
}

/** The order of ranks, one per event, 0 being none. */
export function orderOfRanks(ranks: Uint32Array, count: number, checkpoint: Checkpoint): ColumnOrder {
  const valued = valuedIfSorted(ranks, 0, count, checkpoint);
  if (valued !== null) return { positions: null, valued };
  return sortedValued({ low: ranks, high: null }, count, (position) => ranks[position] === 0, checkpoint);
}

/** Sorts the positions with a value and puts the others behind them. */
function sortedValued(
  keys: SortKeys,
  count: number,
  isNull: (position: number) => boolean,
  checkpoint: Checkpoint,
): ColumnOrder {
  const positions = new Uint32Array(count);
  const nulls = new Uint32Array(count);
  let [valued, nullCount] = [0, 0];
  for (let position = 0; position < count; position += 1) {
    if (position % STRETCH === 0) checkpoint.throwIfCancelled();
    if (isNull(position)) nulls[nullCount++] = position;
    else positions[valued++] = position;
  }
  positions.set(nulls.subarray(0, nullCount), valued);
  const sorted = sortByKeys(positions.subarray(0, valued), keys, checkpoint);
  if (sorted.buffer !== positions.buffer) positions.set(sorted);
  return { positions, valued };
}

/** How many have a value, when those come first and are in order; else null. */
function valuedIfSorted(
  values: ArrayLike<number>,
  none: number,
  count: number,
  checkpoint: Checkpoint,
): number | null {
  let valued = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (let from = 0; from < count; from += STRETCH) {
    checkpoint.throwIfCancelled();
    const to = Math.min(count, from + STRETCH);
    for (let position = from; position < to; position += 1) {
      const value = values[position] as number;
      if (value === none || Number.isNaN(value)) continue;
      if (value < last || valued < position) return null;
      last = value;
      valued += 1;
    }
  }
  return valued;
}

function valuedIfSortedBigs({ values }: LoadedBigs, count: number, checkpoint: Checkpoint): number | null {
  let valued = 0;
  let last = BIG_NULL;
  for (let position = 0; position < count; position += 1) {
    if (position % STRETCH === 0) checkpoint.throwIfCancelled();
    const value = values[position] ?? BIG_NULL;
    if (value === BIG_NULL) continue;
    if (value < last || valued < position) return null;
    last = value;
    valued += 1;
  }
  return valued;
}

function isNullIn(numbers: LoadedNumbers | LoadedBigs): (position: number) => boolean {
  if (numbers.kind === 'big') return (position) => numbers.values[position] === BIG_NULL;
  const { values, nullValue } = numbers;
  if (values instanceof Float64Array) return (position) => Number.isNaN(values[position]);
  return (position) => values[position] === nullValue;
}

const SIGN = 0x8000_0000;

/** Numbers as unsigned integers in the same order. */
function keysOfNumbers({ values }: LoadedNumbers, count: number, checkpoint: Checkpoint): SortKeys {
  if (values instanceof Float64Array) return keysOfFloats(values, count, checkpoint);
  const low = new Uint32Array(count);
  for (let position = 0; position < count; position += 1) {
    if (position % STRETCH === 0) checkpoint.throwIfCancelled();
    low[position] = (values[position] as number) ^ SIGN;
  }
  return { low, high: null };
}

/** The bits of a float64 are in its order once the sign is flipped, and all bits of negative numbers. */
export function keysOfFloats(values: Float64Array, count: number, checkpoint: Checkpoint): SortKeys {
  const words = new Uint32Array(values.buffer, values.byteOffset, count * 2);
  const low = new Uint32Array(count);
  const high = new Uint32Array(count);
  for (let position = 0; position < count; position += 1) {
    if (position % STRETCH === 0) checkpoint.throwIfCancelled();
    const upper = words[2 * position + 1] as number;
    const flip = upper >= SIGN ? 0xffff_ffff : 0;
    low[position] = (words[2 * position] as number) ^ flip;
    high[position] = upper ^ (flip === 0 ? SIGN : flip);
  }
  return { low, high };
}

function keysOfBigs({ values }: LoadedBigs, count: number, checkpoint: Checkpoint): SortKeys {
  const words = new Uint32Array(values.buffer, values.byteOffset, count * 2);
  const low = new Uint32Array(count);
  const high = new Uint32Array(count);
  for (let position = 0; position < count; position += 1) {
    if (position % STRETCH === 0) checkpoint.throwIfCancelled();
    low[position] = words[2 * position] as number;
    high[position] = (words[2 * position + 1] as number) ^ SIGN;
  }
  return { low, high };
}
