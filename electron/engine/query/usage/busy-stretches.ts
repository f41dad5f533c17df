import type { Checkpoint } from '../loaded-columns.ts';

/** Entries between two looks at the checkpoint. */
const AT_ONCE = 65_536;

/** The entries of a group, in the order of time. */
export interface Entries {
  /** µs UTC of the entries of all groups, one group after the other. */
  readonly times: Float64Array;
  readonly from: number;
  readonly to: number;
}

/**
 * The most entries within a window that ends with one of them, for each period in which the group has any.
 * @param into room for as many numbers as the group has entries
 * @returns how many were written
 * @throws CANCELLED
 */
export function busiestOf(
  { times, from, to }: Entries,
  length: number,
  period: number,
  into: Float64Array,
  checkpoint: Checkpoint,
): number {
  let oldest = from;
  let until = Number.NEGATIVE_INFINITY;
  let used = 0;
  for (let at = from; at < to; at += 1) {
    if ((at - from) % AT_ONCE === AT_ONCE - 1) checkpoint.throwIfCancelled();
    const time = times[at] ?? 0;
    while ((times[oldest] ?? 0) <= time - length) oldest += 1;
    const within = at - oldest + 1;
    if (time >= until) {
      until = (Math.floor(time / period) + 1) * period;
      into[used++] = within;
    } else if (within > (into[used - 1] ?? 0)) {
      into[used - 1] = within;
    }
  }
  return used;
}

/** A stretch with many entries: from place `first` to place `last`. */
export interface BusyStretch {
  readonly first: number;
  readonly last: number;
  /** Most entries within a window that ends with one of them. */
  readonly peak: number;
}

/**
 * The stretches of a group in which the window that ends with an entry reaches the threshold; those at most `apart` from
 * each other are one.
 * @throws CANCELLED
 */
export function busyStretches(
  { times, from, to }: Entries,
  {
    length,
    apart,
    threshold,
  }: { readonly length: number; readonly apart: number; readonly threshold: number },
  checkpoint: Checkpoint,
): BusyStretch[] {
  const stretches: BusyStretch[] = [];
  let oldest = from;
  let stretch: BusyStretch | null = null;
  for (let at = from; at < to; at += 1) {
    if ((at - from) % AT_ONCE === AT_ONCE - 1) checkpoint.throwIfCancelled();
    const time = times[at] ?? 0;
    while ((times[oldest] ?? 0) <= time - length) oldest += 1;
    const within = at - oldest + 1;
    if (within < threshold) continue;
    const isNew: boolean = stretch === null || (times[oldest] ?? 0) - (times[stretch.last] ?? 0) > apart;
    if (stretch !== null && isNew) stretches.push(stretch);
    stretch =
      stretch === null || isNew
        ? { first: oldest, last: at, peak: within }
        : { first: stretch.first, last: at, peak: Math.max(stretch.peak, within) };
  }
  if (stretch !== null) stretches.push(stretch);
  return stretches;
}
