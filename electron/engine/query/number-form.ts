import { type NumberColumn, type NumberValues, numberNull } from '../columns/column.ts';

/** Where the values of a column lie. */
export interface Extent {
  readonly min: number;
  readonly max: number;
  /** A power of ten that divides every distance from `min`. */
  readonly scale: number;
}

/** How whole numbers are stored: `base + value × scale`, `value` in an array as `make` gives it. */
export interface NumberForm {
  readonly base: number;
  readonly scale: number;
  make(length: number): NumberValues;
}

const LARGEST_SCALE = 1e9;

/** The extent of some rows of a column; null when none of them has a value. */
export function extentOf({ values, base, scale }: NumberColumn, skip: number, count: number): Extent | null {
  const none = numberNull(values);
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let row = skip; row < skip + count; row += 1) {
    const value = values[row] ?? none;
    if (value === none) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (min > max) return null;
  // A value alone has no distances: whatever scale its column has, it fits into any.
  return { min: base + min * scale, max: base + max * scale, scale: min === max ? LARGEST_SCALE : scale };
}

/** The extent of both together. */
export function joinExtents(a: Extent | null, b: Extent | null): Extent | null {
  if (a === null || b === null) return a ?? b;
  return {
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
    scale: commonScale(Math.min(a.scale, b.scale), a.min - b.min),
  };
}

/** The form that takes the least memory. */
export function narrowestForm({ min, max, scale }: Extent): NumberForm {
  const fromZero = commonScale(scale, min);
  const reach = Math.max(Math.abs(min), Math.abs(max)) / fromZero;
  const span = (max - min) / scale;
  for (const make of [int8, int16, int32]) {
    const limit = -1 - numberNull(make(0));
    if (reach <= limit) return { base: 0, scale: fromZero, make };
    if (span <= limit && Number.isSafeInteger(max - min)) return { base: min, scale, make };
  }
  return { base: 0, scale: 1, make: (length) => new Float64Array(length) };
}

/** Whether an array of this form can hold values of an extent. */
export function holdsExtent(
  { values, base, scale }: Pick<NumberColumn, 'values' | 'base' | 'scale'>,
  extent: Extent,
): boolean {
  if (values instanceof Float64Array) return base === 0 && scale === 1;
  const limit = -1 - numberNull(values);
  return (
    commonScale(Math.min(scale, extent.scale), extent.min - base) === scale &&
    (extent.min - base) / scale >= -limit &&
    (extent.max - base) / scale <= limit
  );
}

/** The form that values have already. */
export function formOf({ values, base, scale }: Pick<NumberColumn, 'values' | 'base' | 'scale'>): NumberForm {
  const type = values.constructor as new (length: number) => NumberValues;
  return { base, scale, make: (length) => new type(length) };
}

/** The largest power of ten, up to a limit, that divides a distance. */
function commonScale(limit: number, distance: number): number {
  if (!Number.isSafeInteger(distance)) return 1;
  let scale = limit;
  while (scale > 1 && distance % scale !== 0) scale /= 10;
  return scale;
}

const int8 = (length: number): NumberValues => new Int8Array(length);
const int16 = (length: number): NumberValues => new Int16Array(length);
const int32 = (length: number): NumberValues => new Int32Array(length);
