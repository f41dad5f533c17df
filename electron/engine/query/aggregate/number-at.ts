import { BIG_NULL } from '../../columns/column.ts';
import type { LoadedBigs, LoadedNumbers } from '../loaded-columns.ts';

/** The number at a position, in units of its column, the nearest one beyond 2⁵³; NaN where there is none. */
export function numberAt(column: LoadedNumbers | LoadedBigs, position: number): number {
  if (column.kind === 'big') {
    const value = column.values[position] ?? BIG_NULL;
    return value === BIG_NULL ? Number.NaN : Number(value);
  }
  const value = column.values[position] ?? Number.NaN;
  return value === column.nullValue ? Number.NaN : column.base + value * column.scale;
}

/** The same, exactly; null where there is none. */
export function unitsAt(column: LoadedNumbers | LoadedBigs, position: number): number | bigint | null {
  if (column.kind === 'big') {
    const value = column.values[position] ?? BIG_NULL;
    return value === BIG_NULL ? null : value;
  }
  const value = numberAt(column, position);
  return Number.isNaN(value) ? null : value;
}
