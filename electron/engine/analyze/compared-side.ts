import type { Workspace } from '../store/workspace.ts';
import type { Accounting } from './coverage.ts';
import { eventTimes } from './event-times.ts';
import { occurrencesOf } from './repeated-events.ts';
import { unknownSource } from './source-account.ts';
import type { Span } from './source-records.ts';

/** Marks of a position: whether a side holds the record as it is stored, or with other content. */
export const HOLDS = 1;
export const OTHER = 2;

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
 * Marks what some sources hold.
 * @throws UNKNOWN_SOURCE
 */
export function sideOf(ws: Workspace, { columns, records }: Accounting, sources: readonly number[]): Side {
  const timeOf = eventTimes(columns);
  const marks = new Uint8Array(columns.count);
  /** First occurrences that a source repeats more than once, with how often. */
  const often = new Map<number, number>();
  for (const id of sources) {
    const source = records.get(id);
    if (source === undefined) throw unknownSource(id);
    for (const position of source.own.view()) marks[position] = (marks[position] ?? 0) | HOLDS;
    const conflict = source.conflict.view();
    const seen = new Uint8Array(source.repeated.length === 0 ? 0 : columns.count);
    source.repeated.view().forEach((position, index) => {
      marks[position] = (marks[position] ?? 0) | (conflict[index] === 1 ? OTHER : HOLDS);
      if (seen[position] === 1) often.set(position, (often.get(position) ?? 1) + 1);
      seen[position] = 1;
    });
  }
  const further = holdFurther(marks, often, occurrencesOf(ws, columns, new Set(often.keys())));
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
 * A record that a side repeats `n` times stands for the first `n` occurrences of it, besides those the side brought:
 * these are further ones. Tells for each of them of which record it is, and the how manieth repeat.
 */
function holdFurther(
  marks: Uint8Array,
  often: ReadonlyMap<number, number>,
  occurrences: ReadonlyMap<number, readonly number[]>,
): ReadonlyMap<number, Further> {
  const further = new Map<number, Further>();
  for (const [position, times] of often) {
    const all = occurrences.get(position) ?? [];
    for (let nth = 1; nth < Math.min(times, all.length); nth += 1) {
      const other = all[nth] ?? position;
      if (marks[other] === 0) further.set(other, { first: position, nth });
      marks[other] = (marks[other] ?? 0) | HOLDS;
    }
  }
  return further;
}

/** A further occurrence of a record, counted from 0. */
interface Further {
  readonly first: number;
  readonly nth: number;
}
