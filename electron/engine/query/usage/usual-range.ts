/** Where most of some amounts lie. */
export interface Quartiles {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
  /** How many amounts there are. */
  readonly count: number;
}

/**
 * Quartiles by the nearest rank: each is one of the amounts, so that anybody can find it again.
 * @param at the amount at a place, ascending
 */
export function quartilesOf(count: number, at: (place: number) => number): Quartiles {
  const rank = (share: number) => at(Math.max(0, Math.ceil(share * count) - 1));
  return { lower: rank(0.25), median: rank(0.5), upper: rank(0.75), count };
}

/** Counts up to this are tallied instead of sorted. */
const SMALL = 4_096;

/** Quartiles of whole numbers in any order. */
export function quartilesOfCounts(counts: Float64Array): Quartiles {
  if (counts.length < SMALL || largest(counts) >= SMALL) {
    const sorted = counts.slice().sort();
    return quartilesOf(counts.length, (place) => sorted[place] ?? 0);
  }
  const tally = new Uint32Array(SMALL);
  for (let place = 0; place < counts.length; place += 1) {
    const count = counts[place] ?? 0;
    tally[count] = (tally[count] ?? 0) + 1;
  }
  return quartilesOf(counts.length, (place) => {
    let value = 0;
    for (let left = place - (tally[0] ?? 0); left >= 0; left -= tally[value] ?? 0) value += 1;
    return value;
  });
}

function largest(counts: Float64Array): number {
  let most = 0;
  for (let place = 0; place < counts.length; place += 1) most = Math.max(most, counts[place] ?? 0);
  return most;
}
