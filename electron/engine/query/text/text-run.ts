/** What is known of a position while a search goes on. When it ends, none is open. */
export const OUT = 0;
export const HIT = 1;
export const OPEN = 2;

/**
 * Texts in one buffer, in order and not overlapping: text `row` is of position `first + row`, from `starts[row]`
 * to `ends[row]`.
 */
export interface TextRun {
  readonly first: number;
  readonly count: number;
  readonly bytes: Buffer;
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
  /** Not 0 where there is no text; null when all are there. */
  readonly nulls: Uint8Array | null;
  readonly encoding: string;
}

/** The first open position from one on, before another; that other when there is none. */
export function nextOpen(marks: Uint8Array, from: number, to: number): number {
  let position = from;
  while (position < to && marks[position] !== OPEN) position += 1;
  return position;
}
