import { asNumbers } from '../query/aggregate/column-facts.ts';
import type { LoadedColumns } from '../query/loaded-columns.ts';

/** The times of all events by position, µs UTC; NaN where there is none. */
export type EventTimes = (position: number) => number;

/** Reads the times of a revision. */
export function eventTimes(columns: LoadedColumns): EventTimes {
  const column = columns.numbers('time');
  if (column === null) return () => Number.NaN;
  const { values, base, scale, nullValue } = asNumbers(column);
  return (position) => {
    const value = values[position] ?? nullValue;
    return value === nullValue ? Number.NaN : base + value * scale;
  };
}

/** The source of each event, by position. */
export function eventSources(columns: LoadedColumns): (position: number) => number {
  const column = columns.numbers('source');
  if (column === null) return () => 0;
  const { values, base, scale } = asNumbers(column);
  return (position) => base + (values[position] ?? 0) * scale;
}
