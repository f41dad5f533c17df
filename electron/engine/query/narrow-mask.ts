import type { Codes } from '../columns/column.ts';
import type { Checkpoint, LoadedNumbers } from './loaded-columns.ts';
import { isWordwise, narrowToOneByte } from './narrow-bytes.ts';

/**
 * Clears what does not match in a stretch of a mask: `mask[i]` is of position `from + i`. It never sets anything.
 */
export type Narrow = (mask: Uint8Array, from: number) => void;

/** Positions handled before asking whether the work is still wanted. */
export const STRETCH = 65_536;

export const keepAll: Narrow = () => undefined;

export const clearAll: Narrow = (mask) => {
  mask.fill(0);
};

/** The mask of all positions that are kept, made stretch by stretch: each is done with while it is at hand. */
export function maskOf(count: number, narrow: Narrow, checkpoint: Checkpoint): Uint8Array {
  const mask = new Uint8Array(count);
  for (let from = 0; from < count; from += STRETCH) {
    checkpoint.throwIfCancelled();
    const stretch = mask.subarray(from, Math.min(count, from + STRETCH));
    stretch.fill(1);
    narrow(stretch, from);
  }
  return mask;
}

/** Narrows a whole mask, stretch by stretch. */
export function narrowWhole(mask: Uint8Array, narrow: Narrow, checkpoint: Checkpoint): void {
  for (let from = 0; from < mask.length; from += STRETCH) {
    checkpoint.throwIfCancelled();
    narrow(mask.subarray(from, Math.min(mask.length, from + STRETCH)), from);
  }
}

/** Keeps positions whose code is marked. */
export function narrowToCodes(codes: Codes, allowed: Uint8Array): Narrow {
  // One loop per width: a loop that has seen several is not compiled as well.
  if (codes instanceof Uint8Array) {
    const only = allowed.indexOf(1);
    const one = only >= 0 && allowed.lastIndexOf(1) === only;
    return (mask, from) => {
      if (one && isWordwise(mask, codes, from)) narrowToOneByte(mask, codes, from, only);
      else narrowBytes(mask, codes, from, allowed);
    };
  }
  if (codes instanceof Uint16Array) return (mask, from) => narrowWords(mask, codes, from, allowed);
  return (mask, from) => {
    for (let i = 0; i < mask.length; i += 1) {
      mask[i] = (mask[i] as number) & (allowed[codes[from + i] as number] as number);
    }
  };
}

function narrowBytes(mask: Uint8Array, codes: Uint8Array, from: number, allowed: Uint8Array): void {
  for (let i = 0; i < mask.length; i += 1) {
    mask[i] = (mask[i] as number) & (allowed[codes[from + i] as number] as number);
  }
}

function narrowWords(mask: Uint8Array, codes: Uint16Array, from: number, allowed: Uint8Array): void {
  for (let i = 0; i < mask.length; i += 1) {
    mask[i] = (mask[i] as number) & (allowed[codes[from + i] as number] as number);
  }
}

/** Keeps positions with a value between two stored ones, both included. */
export function narrowToRange({ values, nullValue }: LoadedNumbers, min: number, max: number): Narrow {
  if (values instanceof Float64Array) return (mask, from) => narrowFloats(mask, values, from, min, max);
  // Null is the lowest value of the type.
  const low = Math.max(min, nullValue + 1);
  if (values instanceof Int32Array) return (mask, from) => narrowIntegers(mask, values, from, low, max);
  const high = Math.min(max, -1 - nullValue);
  if (low > high) return clearAll;
  return values instanceof Int8Array
    ? (mask, from) => narrowBetween8(mask, values, from, low, high)
    : (mask, from) => narrowBetween16(mask, values, from, low, high);
}

/** Without a branch: beyond either end, one of the differences is negative. */
function narrowBetween8(mask: Uint8Array, values: Int8Array, from: number, low: number, high: number): void {
  for (let i = 0; i < mask.length; i += 1) {
    const value = values[from + i] as number;
    mask[i] = (mask[i] as number) & ~(((value - low) | (high - value)) >> 31);
  }
}

function narrowBetween16(
  mask: Uint8Array,
  values: Int16Array,
  from: number,
  low: number,
  high: number,
): void {
  for (let i = 0; i < mask.length; i += 1) {
    const value = values[from + i] as number;
    mask[i] = (mask[i] as number) & ~(((value - low) | (high - value)) >> 31);
  }
}

function narrowFloats(mask: Uint8Array, values: Float64Array, from: number, min: number, max: number): void {
  for (let i = 0; i < mask.length; i += 1) {
    const value = values[from + i] as number;
    // Not the other way round: NaN, which is null, lies in no range.
    if (!(value >= min && value <= max)) mask[i] = 0;
  }
}

function narrowIntegers(mask: Uint8Array, values: Int32Array, from: number, min: number, max: number): void {
  for (let i = 0; i < mask.length; i += 1) {
    const value = values[from + i] as number;
    if (value < min || value > max) mask[i] = 0;
  }
}

/** Keeps positions that pass a test, asked only for those that are left. */
export function narrowByTest(test: (position: number) => boolean): Narrow {
  return (mask, from) => {
    for (let i = 0; i < mask.length; i += 1) {
      if (mask[i] !== 0 && !test(from + i)) mask[i] = 0;
    }
  };
}

/** Keeps what all of them keep. */
export function narrowByAll(parts: readonly Narrow[], checkpoint: Checkpoint): Narrow {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  return (mask, from) => {
    for (const narrow of parts) {
      checkpoint.throwIfCancelled();
      narrow(mask, from);
    }
  };
}

/** Keeps what any of them keeps. */
export function narrowByAny(parts: readonly Narrow[], checkpoint: Checkpoint): Narrow {
  const [rests, kepts] = [new Uint8Array(STRETCH), new Uint8Array(STRETCH)];
  return (mask, from) => {
    const rest = rests.subarray(0, mask.length);
    const kept = kepts.subarray(0, mask.length);
    rest.set(mask);
    for (const narrow of parts) {
      checkpoint.throwIfCancelled();
      kept.set(rest);
      narrow(kept, from);
      subtract(rest, kept);
    }
    // What is still in the rest was kept by none.
    subtract(mask, rest);
  };
}

/** Keeps what `narrow` would clear. */
export function narrowByNot(narrow: Narrow): Narrow {
  const scratch = new Uint8Array(STRETCH);
  return (mask, from) => {
    const kept = scratch.subarray(0, mask.length);
    kept.set(mask);
    narrow(kept, from);
    subtract(mask, kept);
  };
}

/** Clears in a mask what is set in another, which has nothing else set. */
export function subtract(mask: Uint8Array, part: Uint8Array): void {
  for (let i = 0; i < mask.length; i += 1) mask[i] = (mask[i] as number) & ~(part[i] as number);
}
