import type { Workspace } from '../store/workspace.ts';
import type { Accounting } from './coverage.ts';
import { eventTimes } from './event-times.ts';
import { occurrencesOf } from './repeated-events.ts';
import { unknownSource } from './source-account.ts';
import type { Span } from './source-records.ts';

/** Marks of a position: whether a side holds the record as it is stored, with other content, and as its own event. */
export const HOLDS = 1;
export const OTHER = 2;
const OWN = 4;

/** The records of one side of a comparison. */
export interface Side {
  /** By position. */
  readonly marks: Uint8Array;
  readonly further: ReadonlyMap<number, Further>;
  readonly window: Span | null;
  readonly records: number;
  readonly undated: number;
}

/**
 * Marks what some sources hold. Several files of one side are taken together: a record that two of them hold occurs
 * twice, as often as there are events of it.
 * @throws UNKNOWN_SOURCE
 */
export function sideOf(ws: Workspace, { columns, records }: Accounting, sources: readonly number[]): Side {
  const timeOf = eventTimes(columns);
  const held = [...new Set(sources)].map((id) => records.get(id) ?? raise(unknownSource(id)));
  const marks = new Uint8Array(columns.count);
  for (const { own } of held) for (const position of own.view()) marks[position] = HOLDS | OWN;
  const repeats = new Map<number, number>();
  for (const { repeated, conflict } of held) {
    const conflicts = conflict.view();
    repeated.view().forEach((position, index) => {
      const mark = marks[position] ?? 0;
      if (mark !== 0) repeats.set(position, (repeats.get(position) ?? (mark & OWN ? 0 : 1)) + 1);
      marks[position] = mark | (conflicts[index] === 1 ? OTHER : HOLDS);
    });
  }
  const further = holdFurther(marks, repeats, occurrencesOf(ws, columns, new Set(repeats.keys())));
  let [from, to, count, undated] = [Infinity, -Infinity, 0, 0];
  for (let position = 0; position < marks.length; position += 1) {
    if (marks[position] === 0) continue;
    count += 1;
    const time = timeOf(position);
    if (Number.isNaN(time)) undated += 1;
    else {
      if (time < from) from = time;
      if (time > to) to = time;
    }
  }
  return { marks, further, window: from > to ? null : { from, to }, records: count, undated };
}

/**
 * Whatever repeats a record names its first occurrence: with `n` repeats, a side holds the first `n` occurrences that
 * are not events of its own. Tells for each of them of which record it is, and the how manieth repeat.
 * @param repeats of first occurrences that a side holds more than once
 */
function holdFurther(
  marks: Uint8Array,
  repeats: ReadonlyMap<number, number>,
  occurrences: ReadonlyMap<number, readonly number[]>,
): ReadonlyMap<number, Further> {
  const further = new Map<number, Further>();
  for (const [first, times] of repeats) {
    let nth = 0;
    for (const position of occurrences.get(first) ?? []) {
      if (nth === times) break;
      const mark = marks[position] ?? 0;
      if ((mark & OWN) !== 0) continue;
      if (position !== first) further.set(position, { first, nth });
      marks[position] = mark | HOLDS;
      nth += 1;
    }
  }
  return further;
}

function raise(error: Error): never {
  throw error;
}

/** A further occurrence of a record, counted from 0. */
interface Further {
  readonly first: number;
  readonly nth: number;
}
