import type { Codes } from '../../columns/column.ts';
import type { Checkpoint } from '../loaded-columns.ts';

/** Numbers grouped by a code, each group in the order they came. */
export interface Grouped {
  /** Group `code` is `members[starts[code]]` up to `members[starts[code + 1]]`. */
  readonly starts: Uint32Array;
  /** Places in the list that was grouped. */
  readonly members: Uint32Array;
}

/**
 * Groups places of a list of positions by the code of the position.
 * @param size the largest code
 * @throws CANCELLED
 */
export function groupPositions(
  positions: Uint32Array,
  codes: Codes,
  size: number,
  checkpoint: Checkpoint,
): Grouped {
  const starts = new Uint32Array(size + 2);
  for (let place = 0; place < positions.length; place += 1) {
    if (place % AT_ONCE === 0) checkpoint.throwIfCancelled();
    const next = (codes[positions[place] ?? 0] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let code = 1; code < starts.length; code += 1)
    starts[code] = (starts[code] ?? 0) + (starts[code - 1] ?? 0);
  const next = starts.slice();
  const members = new Uint32Array(positions.length);
  for (let place = 0; place < positions.length; place += 1) {
    if (place % AT_ONCE === 0) checkpoint.throwIfCancelled();
    const code = codes[positions[place] ?? 0] ?? 0;
    const at = next[code] ?? 0;
    next[code] = at + 1;
    members[at] = place;
  }
  return { starts, members };
}

/** Positions between two looks at the checkpoint. */
const AT_ONCE = 65_536;
