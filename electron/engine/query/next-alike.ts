import type { Codes } from '../columns/column.ts';
import type { Checkpoint } from './loaded-columns.ts';
import { STRETCH } from './narrow-mask.ts';

/** A column that has to hold a value. */
interface Held {
  readonly codes: ArrayLike<number> | null;
  readonly own: number;
}

/** Which events count: those of a mask, with a value in a column and perhaps in another. */
export interface Alike extends Held {
  readonly codes: Codes | null;
  readonly mask: Uint8Array;
  readonly also?: Held | null;
}

/**
 * The next event that counts, from a position on up to `last`, itself included; -1 when there is none. Events are looked
 * at as they lie in memory: ten million in some milliseconds.
 */
export function nextAlike(
  alike: Alike,
  from: number,
  step: 1 | -1,
  last: number,
  checkpoint: Checkpoint,
): number {
  const { also = null } = alike;
  for (let at = from; (last - at) * step >= 0; ) {
    const stop = at + step * Math.min(STRETCH, (last - at) * step + 1);
    const found = nextOf(alike, at, step, stop);
    if (found < 0) {
      checkpoint.throwIfCancelled();
      at = stop;
    } else if (also === null || also.codes === null || also.codes[found] === also.own) return found;
    else at = found + step;
  }
  return -1;
}

/** Events looked at one by one before a search of the platform is worth its call; it is several times as fast. */
const NEAR = 64;
/** Finds of a value on events that do not count, after which a stretch is gone through one by one. */
const IN_VAIN = 64;

/** @param stop where to stop, not included */
function nextOf(alike: Alike, from: number, step: 1 | -1, stop: number): number {
  const near = from + step * Math.min(NEAR, (stop - from) * step);
  const found = oneByOne(alike, from, step, near);
  if (found >= 0) return found;
  const { mask, codes, own } = alike;
  let at = near;
  for (let vain = 0; vain < IN_VAIN; vain += 1) {
    const next = codes === null ? search(mask, 1, at, step, stop) : search(codes, own, at, step, stop);
    if (next < 0 || mask[next] === 1) return next;
    at = next + step;
  }
  return oneByOne(alike, at, step, stop);
}

function oneByOne({ mask, codes, own }: Alike, from: number, step: 1 | -1, stop: number): number {
  if (codes === null) {
    for (let at = from; at !== stop; at += step) if (mask[at] === 1) return at;
  } else {
    for (let at = from; at !== stop; at += step) if (codes[at] === own && mask[at] === 1) return at;
  }
  return -1;
}

function search(values: Codes, value: number, from: number, step: 1 | -1, stop: number): number {
  if (from === stop) return -1;
  if (step === 1) {
    const found = values.subarray(from, stop).indexOf(value);
    return found < 0 ? -1 : from + found;
  }
  const found = values.subarray(stop + 1, from + 1).lastIndexOf(value);
  return found < 0 ? -1 : stop + 1 + found;
}
