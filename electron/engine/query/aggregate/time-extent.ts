import { SEGMENT_EVENTS } from '../../columns/column.ts';
import type { Checkpoint, LoadedColumns, LoadedNumbers, Matches } from '../loaded-columns.ts';
import { asNumbers, type NumberFacts, numberFacts, once } from './column-facts.ts';

/** The column of times with what is known of it. */
export interface TimeColumn {
  readonly column: LoadedNumbers;
  readonly facts: NumberFacts;
}

/** The times of a workspace; null when every event is undated. */
export function timeColumn(columns: LoadedColumns): TimeColumn | null {
  return once(columns, 'times', () => {
    const loaded = columns.numbers('time');
    if (loaded === null) return null;
    const column = asNumbers(loaded);
    return { column, facts: numberFacts(column, columns.count) };
  });
}

/** First and last instant, µs UTC. */
export interface TimeExtent {
  readonly first: number;
  readonly last: number;
}

/**
 * First and last time of the matching events; null when none is dated. Stretches that hold nothing earlier or later
 * than what was found are passed over: in a log in order of time, all but the first and the last.
 * @throws CANCELLED
 */
export function timeExtent(
  columns: LoadedColumns,
  { mask, count: matching }: Matches,
  checkpoint: Checkpoint,
): TimeExtent | null {
  const times = timeColumn(columns);
  if (times === null || matching === 0) return null;
  const { column, facts } = times;
  const toMicros = (value: number) => column.base + value * column.scale;
  if (matching === columns.count) return ordered(toMicros(facts.min), toMicros(facts.max));
  let found = { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY };
  for (const stretch of fromBothEnds(facts.minOf.length)) {
    const within = (facts.minOf[stretch] ?? 0) >= found.min && (facts.maxOf[stretch] ?? 0) <= found.max;
    if (within) continue;
    checkpoint.throwIfCancelled();
    const to = Math.min(columns.count, (stretch + 1) * SEGMENT_EVENTS);
    found = widened(column, mask, stretch * SEGMENT_EVENTS, to, found);
  }
  return ordered(toMicros(found.min), toMicros(found.max));
}

function ordered(first: number, last: number): TimeExtent | null {
  return first <= last ? { first, last } : null;
}

/** 0, n - 1, 1, n - 2, … */
function fromBothEnds(count: number): number[] {
  return Array.from({ length: count }, (_, k) => (k % 2 === 0 ? k / 2 : count - (k + 1) / 2));
}

function widened(
  { values, nullValue }: LoadedNumbers,
  mask: Uint8Array,
  from: number,
  to: number,
  found: { min: number; max: number },
): { min: number; max: number } {
  let { min, max } = found;
  for (let position = from; position < to; position += 1) {
    if (mask[position] === 0) continue;
    const value = values[position] ?? Number.NaN;
    if (value === nullValue) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}
