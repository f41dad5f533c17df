import type { Matches } from './loaded-columns.ts';

const BLOCK = 1_024;

/** Finds the k-th match of a mask without listing all of them: how many there are is counted per block. */
export class MatchPlaces {
  readonly #mask: Uint8Array;
  readonly #count: number;
  /** Matches before each block. */
  readonly #before: Uint32Array;

  constructor({ mask, count }: Matches) {
    this.#mask = mask;
    this.#count = count;
    this.#before = new Uint32Array(Math.ceil(mask.length / BLOCK) + 1);
    let total = 0;
    for (let block = 0; block < this.#before.length; block += 1) {
      this.#before[block] = total;
      const end = Math.min(mask.length, (block + 1) * BLOCK);
      for (let at = block * BLOCK; at < end; at += 1) total += mask[at] as number;
    }
  }

  /** The position of match `rank`, counted from 0. */
  select(rank: number): number {
    if (this.#count === this.#mask.length) return rank;
    let [low, high] = [0, this.#before.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#before[middle] as number) <= rank) low = middle + 1;
      else high = middle;
    }
    let position = (low - 1) * BLOCK;
    let left = rank - (this.#before[low - 1] as number);
    for (; position < this.#mask.length; position += 1) {
      if (this.#mask[position] === 0) continue;
      if (left === 0) return position;
      left -= 1;
    }
    return position;
  }

  /** Matches before a position. */
  countBefore(position: number): number {
    const block = Math.floor(position / BLOCK);
    let count = this.#before[block] ?? 0;
    for (let at = block * BLOCK; at < position; at += 1) count += this.#mask[at] as number;
    return count;
  }
}
