import { BIG_NULL, SEGMENT_EVENTS } from '../../columns/column.ts';
import type { LoadedBigs, LoadedColumns, LoadedNumbers } from '../loaded-columns.ts';

/** What is remembered of the columns of one revision, by a name for it. */
const remembered = new WeakMap<LoadedColumns, Map<string, unknown>>();

/** Works something out of the columns of a revision once. `key` must name what it is, and of which column. */
export function once<T>(columns: LoadedColumns, key: string, make: () => T): T {
  let known = remembered.get(columns);
  if (known === undefined) {
    known = new Map();
    remembered.set(columns, known);
  }
  if (!known.has(key)) known.set(key, make());
  return known.get(key) as T;
}

/** The values of a column, as they are stored; `min` is above `max` when there is none. */
export interface NumberFacts {
  readonly min: number;
  readonly max: number;
  readonly nulls: number;
  /** The same for each stretch of 65,536 events. */
  readonly minOf: Float64Array;
  readonly maxOf: Float64Array;
}

/** Looks at every value of a column of numbers. */
export function numberFacts({ values, nullValue }: LoadedNumbers, count: number): NumberFacts {
  const stretches = Math.ceil(count / SEGMENT_EVENTS);
  const minOf = new Float64Array(stretches);
  const maxOf = new Float64Array(stretches);
  let nulls = 0;
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    const to = Math.min(count, (stretch + 1) * SEGMENT_EVENTS);
    for (let position = stretch * SEGMENT_EVENTS; position < to; position += 1) {
      const value = values[position] ?? Number.NaN;
      if (value === nullValue || Number.isNaN(value)) {
        nulls += 1;
        continue;
      }
      if (value < min) min = value;
      if (value > max) max = value;
    }
    minOf[stretch] = min;
    maxOf[stretch] = max;
  }
  const least = minOf.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const greatest = maxOf.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return { min: least, max: greatest, nulls, minOf, maxOf };
}

/** Instants fit a plain number; a column that holds them as big integers is turned into one of numbers. */
export function asNumbers(column: LoadedNumbers | LoadedBigs): LoadedNumbers {
  if (column.kind === 'number') return column;
  const values = new Float64Array(column.values.length);
  column.values.forEach((value, position) => {
    values[position] = value === BIG_NULL ? Number.NaN : Number(value);
  });
  return { kind: 'number', values, base: 0, scale: 1, nullValue: Number.NaN };
}
