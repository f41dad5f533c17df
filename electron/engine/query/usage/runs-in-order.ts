import type { Codes } from '../../columns/column.ts';
import { numberAt } from '../aggregate/number-at.ts';
import { timeColumn } from '../aggregate/time-extent.ts';
import type { Checkpoint, LoadedColumns, Matches } from '../loaded-columns.ts';
import { groupPositions } from './grouped-positions.ts';

/** Entries that ran something, one after the other in time. */
export interface Runs {
  readonly positions: Uint32Array;
  /** µs UTC */
  readonly times: Float64Array;
}

/**
 * The matching events that have a time and ran something, in its order. A log that states no number of executions has
 * one per record; a record that states 0 or less ran nothing.
 * @throws CANCELLED
 */
export function runsInOrder(columns: LoadedColumns, matches: Matches, checkpoint: Checkpoint): Runs {
  const times = timeColumn(columns)?.column;
  const order = columns.timeOrder();
  const requests = columns.numbers('requests');
  const runs = { positions: new Uint32Array(matches.count), times: new Float64Array(matches.count) };
  let found = 0;
  for (let place = 0; times !== undefined && place < columns.count; place += 1) {
    if (place % 65_536 === 0) checkpoint.throwIfCancelled();
    const position = order === null ? place : (order[place] ?? 0);
    if (matches.mask[position] === 0) continue;
    if (requests !== null && numberAt(requests, position) <= 0) continue;
    const time = numberAt(times, position);
    if (Number.isNaN(time)) continue;
    runs.positions[found] = position;
    runs.times[found] = time;
    found += 1;
  }
  return { positions: runs.positions.subarray(0, found), times: runs.times.subarray(0, found) };
}

/** The runs of each code, one group after the other, each in the order of time. */
export interface GroupedRuns extends Runs {
  /** Group `code` begins at `starts[code]` and ends before `starts[code + 1]`. */
  readonly starts: Uint32Array;
}

/**
 * Groups runs by the codes of their positions, up to `size`.
 * @throws CANCELLED
 */
export function groupRuns(
  { positions, times }: Runs,
  codes: Codes,
  size: number,
  checkpoint: Checkpoint,
): GroupedRuns {
  const { starts, members } = groupPositions(positions, codes, size, checkpoint);
  const grouped = {
    positions: new Uint32Array(members.length),
    times: new Float64Array(members.length),
  };
  for (let at = 0; at < members.length; at += 1) {
    if (at % 65_536 === 0) checkpoint.throwIfCancelled();
    const place = members[at] ?? 0;
    grouped.positions[at] = positions[place] ?? 0;
    grouped.times[at] = times[place] ?? 0;
  }
  return { starts, ...grouped };
}
