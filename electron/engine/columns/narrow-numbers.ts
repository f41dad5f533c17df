import type { NumberColumn } from './column.ts';
import { numberColumn } from './number-column.ts';

const SCALES = [1e9, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1] as const;

/** Largest value that a width holds; one below its lowest is null. */
export const INT8_MAX = 127;
export const INT16_MAX = 32_767;
export const INT32_MAX = 2_147_483_647;

/**
 * The shortest column for safe integers, NaN being null. Values of which all are multiples of a power of ten,
 * such as decimals of few digits and times of whole milliseconds, are divided by it; values close together are
 * stored as their distance from the lowest.
 */
export function narrowNumbers(numbers: Float64Array): NumberColumn {
  const { min, max } = extentOf(numbers);
  const fromZero = commonScale(numbers, 0);
  const reach = Math.max(Math.abs(min), Math.abs(max));
  if (reach / fromZero <= INT32_MAX) return packed(numbers, 0, fromZero, reach / fromZero);
  if (Number.isSafeInteger(max - min)) {
    const scale = commonScale(numbers, min);
    if ((max - min) / scale <= INT32_MAX) return packed(numbers, min, scale, (max - min) / scale);
  }
  return numberColumn(numbers.slice(), 0, 1);
}

function extentOf(numbers: Float64Array): { min: number; max: number } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < numbers.length; row += 1) {
    const value = numbers[row] ?? Number.NaN;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}

/** The largest power of ten that divides the distance of every value from the base. */
function commonScale(numbers: Float64Array, base: number): number {
  let place = 0;
  let scale: number = SCALES[0];
  for (let row = 0; row < numbers.length; row += 1) {
    const distance = (numbers[row] ?? Number.NaN) - base;
    if (Number.isNaN(distance)) continue;
    // A quotient of safe integers that is whole after rounding, and gives the value back, is exact.
    while (Math.round(distance / scale) * scale !== distance) {
      place += 1;
      scale = SCALES[place] ?? 1;
    }
    if (scale === 1) break;
  }
  return scale;
}

function packed(numbers: Float64Array, base: number, scale: number, reach: number): NumberColumn {
  const { length } = numbers;
  const values =
    reach <= INT8_MAX
      ? new Int8Array(length)
      : reach <= INT16_MAX
        ? new Int16Array(length)
        : new Int32Array(length);
  const none = reach <= INT8_MAX ? -128 : reach <= INT16_MAX ? -32_768 : -2_147_483_648;
  for (let row = 0; row < length; row += 1) {
    const value = numbers[row] ?? Number.NaN;
    values[row] = Number.isNaN(value) ? none : Math.round((value - base) / scale);
  }
  return numberColumn(values, base, scale);
}
