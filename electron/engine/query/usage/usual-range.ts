import type { Checkpoint } from '../loaded-columns.ts';

/**
 * Where most of some amounts lie. Everything is by the nearest rank: each figure is one of the amounts, or a quotient of
 * two, so that anybody can find it again.
 */
export interface UsualAmount {
  readonly median: number;
  /** Half of the amounts are within this factor of the median: at most that many times as much, or as little. */
  readonly factor: number;
  /** How many amounts there are. */
  readonly count: number;
}

/**
 * Median of amounts above 0, and the factor within which half of them are. Up to half of them may be unusual without
 * making the others so, which quartiles and standard deviations do not stand.
 * @param at the amount at a place, ascending
 * @throws CANCELLED
 */
export function usualAmount(
  count: number,
  at: (place: number) => number,
  checkpoint: Checkpoint,
): UsualAmount {
  const middle = Math.max(0, Math.ceil(count / 2) - 1);
  const median = at(middle);
  let [below, above, factor] = [middle - 1, middle + 1, 1];
  // Outwards from the median, the nearer neighbour first, until half of them are within.
  for (let within = 1; within < count / 2; within += 1) {
    if (within % 65_536 === 0) checkpoint.throwIfCancelled();
    const down = below < 0 ? Number.POSITIVE_INFINITY : median / at(below);
    const up = above >= count ? Number.POSITIVE_INFINITY : at(above) / median;
    if (down <= up) below -= 1;
    else above += 1;
    factor = Math.min(down, up);
  }
  return { median, factor, count };
}

/** How busy the busiest windows usually are. */
export interface UsualPeak {
  readonly median: number;
  /** Three of four are not above. */
  readonly quartile: number;
  /** How many there are. */
  readonly count: number;
}

/** What is usual of whole numbers in any order. */
export function usualPeak(counts: Float64Array): UsualPeak {
  const at = ascending(counts);
  const rank = (share: number) => at(Math.max(0, Math.ceil(share * counts.length) - 1));
  return { median: rank(0.5), quartile: rank(0.75), count: counts.length };
}

/** Fewer are sorted, more are tallied: a peak is never more than the entries there are. */
const FEW = 256;

/** The number at a place of the order. */
function ascending(counts: Float64Array): (place: number) => number {
  if (counts.length < FEW) {
    const sorted = counts.slice().sort();
    return (place) => sorted[place] ?? 0;
  }
  let most = 0;
  for (let place = 0; place < counts.length; place += 1) most = Math.max(most, counts[place] ?? 0);
  const tally = new Uint32Array(most + 1);
  for (let place = 0; place < counts.length; place += 1) {
    const count = counts[place] ?? 0;
    tally[count] = (tally[count] ?? 0) + 1;
  }
  return (place) => {
    let value = 0;
    for (let left = place - (tally[0] ?? 0); left >= 0; left -= tally[value] ?? 0) value += 1;
    return value;
  };
}
