import { BIG_NULL } from '../columns/column.ts';
import type { LoadedColumns } from './loaded-columns.ts';

/** The times of events, compared as they are stored. */
export interface EventTimes {
  isUndated(position: number): boolean;
  /** Whether a dated event stands before another in time order: ties go by position. */
  precedes(position: number, other: number): boolean;
  /** Tells dated events that are more than so many µs away from one; null: none is. */
  beyond(position: number, within: number | null): (other: number) => boolean;
}

/** The times of all events; null when none has one. */
export function timesOf(columns: LoadedColumns): EventTimes | null {
  const numbers = columns.numbers('time');
  if (numbers === null) return null;
  if (numbers.kind === 'big') {
    const { values } = numbers;
    const at = (position: number): bigint => values[position] ?? BIG_NULL;
    return {
      isUndated: (position) => at(position) === BIG_NULL,
      precedes: (position, other) =>
        at(position) < at(other) || (at(position) === at(other) && position < other),
      beyond(position, within) {
        if (within === null) return () => false;
        const [low, high] = [at(position) - BigInt(within), at(position) + BigInt(within)];
        return (other) => at(other) < low || at(other) > high;
      },
    };
  }
  const { values, nullValue, scale } = numbers;
  const at = (position: number): number => values[position] as number;
  return {
    isUndated: (position) => at(position) === nullValue || Number.isNaN(at(position)),
    precedes: (position, other) =>
      at(position) < at(other) || (at(position) === at(other) && position < other),
    beyond(position, within) {
      if (within === null) return () => false;
      const [low, high] = [at(position) - within / scale, at(position) + within / scale];
      return (other) => at(other) < low || at(other) > high;
    },
  };
}
