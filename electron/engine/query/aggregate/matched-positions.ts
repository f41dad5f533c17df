import type { Checkpoint, Matches } from '../loaded-columns.ts';

/** Most events of a stretch: what is gathered of it has to stay in the processor's cache. */
export const STRETCH_EVENTS = 8_192;

/** What is done with the matching positions of a stretch: the first `found` of `positions`. */
export type Stretch = (positions: Uint32Array, found: number) => void;

/**
 * Visits the matching positions, ascending, a stretch of at most {@link STRETCH_EVENTS} at a time. `positions` is used again
 * for the next stretch.
 * @throws CANCELLED between two stretches
 */
export function forEachStretch(
  count: number,
  { mask, count: matching }: Matches,
  checkpoint: Checkpoint,
  visit: Stretch,
): void {
  const positions = new Uint32Array(Math.min(count, STRETCH_EVENTS));
  let left = matching;
  for (let from = 0; from < count && left > 0; from += STRETCH_EVENTS) {
    checkpoint.throwIfCancelled();
    const to = Math.min(count, from + STRETCH_EVENTS);
    const found =
      matching === count ? allPositions(from, to, positions) : markedPositions(mask, from, to, positions);
    left -= found;
    if (found > 0) visit(positions, found);
  }
}

function allPositions(from: number, to: number, positions: Uint32Array): number {
  for (let position = from; position < to; position += 1) positions[position - from] = position;
  return to - from;
}

/** Without a branch: every position is written, and kept when its mark is 1. */
function markedPositions(mask: Uint8Array, from: number, to: number, positions: Uint32Array): number {
  let found = 0;
  for (let position = from; position < to; position += 1) {
    positions[found] = position;
    found += mask[position] ?? 0;
  }
  return found;
}
