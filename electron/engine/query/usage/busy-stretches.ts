import type { GroupedRuns, Runs } from './runs-in-order.ts';

/** Executions in each window of a length in which a group ran at all. */
export interface WindowCounts {
  readonly counts: Float64Array;
  /** Those of group `code` begin at `starts[code]`. */
  readonly starts: Uint32Array;
}

/** Counts executions by windows that divide time, group by group. */
export function windowCounts(
  { starts, runs: { times, executions } }: GroupedRuns,
  length: number,
): WindowCounts {
  const counts = new Float64Array(times.length);
  const ends = new Uint32Array(starts.length);
  let used = 0;
  for (let code = 1; code + 1 < starts.length; code += 1) {
    ends[code] = used;
    const to = starts[code + 1] ?? 0;
    let until = Number.NEGATIVE_INFINITY;
    for (let at = starts[code] ?? 0; at < to; at += 1) {
      const run = executions[at] ?? 0;
      if (run === 0) continue;
      const time = times[at] ?? 0;
      if (time >= until) {
        until = (Math.floor(time / length) + 1) * length;
        used += 1;
      }
      counts[used - 1] = (counts[used - 1] ?? 0) + run;
    }
  }
  ends[ends.length - 1] = used;
  return { counts: counts.subarray(0, used), starts: ends };
}

/** A stretch with many executions: the runs from place `first` to place `last`. */
export interface BusyStretch {
  readonly first: number;
  readonly last: number;
  /** Most executions within a window that ends with one of them. */
  readonly peak: number;
}

/**
 * The stretches of one group in which the window that ends with a run reaches the threshold; those that share a run are
 * one.
 */
export function busyStretches({ times, executions }: Runs, length: number, threshold: number): BusyStretch[] {
  const stretches: BusyStretch[] = [];
  let oldest = 0;
  let within = 0;
  let first = -1;
  let last = -1;
  let peak = 0;
  for (let at = 0; at < times.length; at += 1) {
    const from = (times[at] ?? 0) - length;
    within += executions[at] ?? 0;
    while ((times[oldest] ?? 0) <= from) {
      within -= executions[oldest] ?? 0;
      oldest += 1;
    }
    if (within < threshold) continue;
    if (oldest > last) {
      if (first >= 0) stretches.push({ first, last, peak });
      [first, peak] = [oldest, 0];
    }
    last = at;
    peak = Math.max(peak, within);
  }
  if (first >= 0) stretches.push({ first, last, peak });
  return stretches;
}
