import type { Codes } from '../../columns/column.ts';
import { numberAt } from '../aggregate/number-at.ts';
import { timeColumn } from '../aggregate/time-extent.ts';
import type { Checkpoint, LoadedColumns, Matches } from '../loaded-columns.ts';
import { groupPositions } from './grouped-positions.ts';

/** Executions, one after the other in time. */
export interface Runs {
  readonly positions: Uint32Array;
  /** µs UTC */
  readonly times: Float64Array;
  readonly executions: Float64Array;
}

/**
 * The matching events that have a time, in its order.
 * @throws CANCELLED
 */
export function runsInOrder(columns: LoadedColumns, matches: Matches, checkpoint: Checkpoint): Runs {
  const times = timeColumn(columns)?.column;
  const order = columns.timeOrder();
  const requests = columns.numbers('requests');
  const runs = emptyRuns(matches.count);
  let found = 0;
  for (let place = 0; times !== undefined && place < columns.count; place += 1) {
    if (place % 65_536 === 0) checkpoint.throwIfCancelled();
    const position = order === null ? place : (order[place] ?? 0);
    if (matches.mask[position] === 0) continue;
    const time = numberAt(times, position);
    if (Number.isNaN(time)) continue;
    runs.positions[found] = position;
    runs.times[found] = time;
    // A log that states no number of executions has one per record; one that states 0 or less ran nothing.
    const stated = requests === null ? Number.NaN : numberAt(requests, position);
    runs.executions[found] = Number.isNaN(stated) ? 1 : Math.max(0, stated);
    found += 1;
  }
  return partOf(runs, 0, found);
}

/** The runs of each code, one group after the other, each in the order of time. */
export interface GroupedRuns {
  /** Group `code` begins at `starts[code]` and ends before `starts[code + 1]`. */
  readonly starts: Uint32Array;
  readonly runs: Runs;
}

/** Groups runs by the codes of their positions, up to `size`. */
export function groupRuns(runs: Runs, codes: Codes, size: number): GroupedRuns {
  const { starts, members } = groupPositions(runs.positions, codes, size);
  const grouped = emptyRuns(members.length);
  for (let at = 0; at < members.length; at += 1) {
    const place = members[at] ?? 0;
    grouped.positions[at] = runs.positions[place] ?? 0;
    grouped.times[at] = runs.times[place] ?? 0;
    grouped.executions[at] = runs.executions[place] ?? 0;
  }
  return { starts, runs: grouped };
}

/** Some of the runs, without a copy. */
export function partOf({ positions, times, executions }: Runs, from: number, to: number): Runs {
  return {
    positions: positions.subarray(from, to),
    times: times.subarray(from, to),
    executions: executions.subarray(from, to),
  };
}

function emptyRuns(count: number): Runs {
  return {
    positions: new Uint32Array(count),
    times: new Float64Array(count),
    executions: new Float64Array(count),
  };
}
