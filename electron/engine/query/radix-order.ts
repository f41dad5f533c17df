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
 * depend on the order found, and digits in which all keys agree are passed over.
 * @param keys one per position, indexed by it
 * @returns the array given or another of its length; the one given is overwritten either way
 */
export function sortByKeys(positions: Uint32Array, keys: SortKeys, checkpoint: Checkpoint): Uint32Array {
  // How often a digit occurs does not depend on the order, so all are counted before anything is moved.
  const passes = [keys.low, keys.high].flatMap((words) =>
    words === null
      ? []
      : countDigits(positions, words, checkpoint).map((counts, digit) => ({ words, counts, digit })),
  );
  let from: Uint32Array = positions;
  let to: Uint32Array = new Uint32Array(positions.length);
  for (const { words, counts, digit } of passes) {
    if (counts.includes(positions.length)) continue;
    scatter(from, to, words, digit * DIGIT_BITS, startsOf(counts), checkpoint);
    [from, to] = [to, from];
  }
  return from;
}

/** How often each value of the three digits occurs. */
function countDigits(positions: Uint32Array, words: Uint32Array, checkpoint: Checkpoint): Uint32Array[] {
  const [first, second, third] = [0, 1, 2].map(() => new Uint32Array(DIGIT_MASK + 1)) as Triple;
  for (let from = 0; from < positions.length; from += STRETCH) {
    checkpoint.throwIfCancelled();
    const to = Math.min(positions.length, from + STRETCH);
    for (let at = from; at < to; at += 1) {
      const word = words[positions[at] as number] as number;
      first[word & DIGIT_MASK] = (first[word & DIGIT_MASK] as number) + 1;
      const middle = (word >>> DIGIT_BITS) & DIGIT_MASK;
      second[middle] = (second[middle] as number) + 1;
      const upper = word >>> (2 * DIGIT_BITS);
      third[upper] = (third[upper] as number) + 1;
    }
  }
  return [first, second, third];
}

type Triple = [Uint32Array, Uint32Array, Uint32Array];

/** Where the keys of every digit begin once sorted by it. */
function startsOf(counts: Uint32Array): Uint32Array {
  let total = 0;
  return counts.map((count) => {
    total += count;
    return total - count;
  });
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
