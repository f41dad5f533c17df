import type { Checkpoint } from './loaded-columns.ts';
import { STRETCH } from './narrow-mask.ts';

/** A column that has to hold a value. */
interface Held {
  readonly codes: ArrayLike<number> | null;
  readonly own: number;
}

/** Which events count: those of a mask, with a value in a column and perhaps in another. */
export interface Alike extends Held {
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

/** @param stop where to stop, not included */
function nextOf({ mask, codes, own }: Alike, from: number, step: 1 | -1, stop: number): number {
  if (codes === null) {
    for (let at = from; at !== stop; at += step) if (mask[at] === 1) return at;
  } else {
    for (let at = from; at !== stop; at += step) if (codes[at] === own && mask[at] === 1) return at;
  }
  return -1;
}
