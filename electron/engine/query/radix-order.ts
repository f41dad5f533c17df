import type { Checkpoint } from './loaded-columns.ts';

/** What positions are sorted by, ascending, compared by `high` and then by `low`. */
export interface SortKeys {
  readonly low: Uint32Array;
  /** Null where 32 bits suffice. */
  readonly high: Uint32Array | null;
}

const DIGIT_BITS = 11;
const DIGIT_MASK = (1 << DIGIT_BITS) - 1;
/** Keys between two looks at whether the work is still wanted. */
const STRETCH = 65_536;

/**
 * Sorts positions by their keys; equal ones keep their order. Radix sort by digits of 11 bits: the time does not
 * depend on the order found, and digits in which all keys agree cost one look.
 * @param keys one per position, indexed by it
 * @returns the array given or another of its length; the one given is overwritten either way
 */
export function sortByKeys(positions: Uint32Array, keys: SortKeys, checkpoint: Checkpoint): Uint32Array {
  let from: Uint32Array = positions;
  let to: Uint32Array = new Uint32Array(positions.length);
  for (const words of [keys.low, keys.high]) {
    if (words === null) continue;
    for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
      checkpoint.throwIfCancelled();
      const starts = startsOfDigits(from, words, shift, checkpoint);
      if (starts === null) continue;
      scatter(from, to, words, shift, starts, checkpoint);
      [from, to] = [to, from];
    }
  }
  return from;
}

/** Where the keys of every digit begin once sorted by it; null when all have the same. */
function startsOfDigits(
  positions: Uint32Array,
  words: Uint32Array,
  shift: number,
  checkpoint: Checkpoint,
): Uint32Array | null {
  const starts = new Uint32Array(DIGIT_MASK + 1);
  for (let from = 0; from < positions.length; from += STRETCH) {
    checkpoint.throwIfCancelled();
    const to = Math.min(positions.length, from + STRETCH);
    for (let at = from; at < to; at += 1) {
      const digit = ((words[positions[at] as number] as number) >>> shift) & DIGIT_MASK;
      starts[digit] = (starts[digit] as number) + 1;
    }
  }
  let total = 0;
  for (let digit = 0; digit < starts.length; digit += 1) {
    const count = starts[digit] ?? 0;
    if (count === positions.length) return null;
    starts[digit] = total;
    total += count;
  }
  return starts;
}

function scatter(
  positions: Uint32Array,
  target: Uint32Array,
  words: Uint32Array,
  shift: number,
  starts: Uint32Array,
  checkpoint: Checkpoint,
): void {
  for (let from = 0; from < positions.length; from += STRETCH) {
    checkpoint.throwIfCancelled();
    const to = Math.min(positions.length, from + STRETCH);
    for (let at = from; at < to; at += 1) {
      const position = positions[at] as number;
      const digit = ((words[position] as number) >>> shift) & DIGIT_MASK;
      const place = starts[digit] as number;
      starts[digit] = place + 1;
      target[place] = position;
    }
  }
}
