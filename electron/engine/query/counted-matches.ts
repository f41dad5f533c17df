import type { Matches } from './loaded-columns.ts';

/** Positions of one count; a multiple of 4, and its half below 256 words so that no sum of bytes runs over. */
const BLOCK = 1_024;
const HALF_WORDS = BLOCK / 8;

/** Matches, counted per block: so the k-th of them is found without listing all. */
export interface CountedMatches extends Matches {
  /** Matches before each block of 1,024 positions, and last all of them. */
  readonly before: Uint32Array;
}

/** A mask with what it lets through counted. */
export function countMatches(mask: Uint8Array): CountedMatches {
  const blocks = Math.ceil(mask.length / BLOCK);
  const before = new Uint32Array(blocks + 1);
  let count = 0;
  for (let block = 0; block < blocks; block += 1) {
    count += countBlock(mask, block * BLOCK);
    before[block + 1] = count;
  }
  return { mask, count, before };
}

/** Four marks are added at a time, each in a byte of its own. */
function countBlock(mask: Uint8Array, from: number): number {
  const end = Math.min(mask.length, from + BLOCK);
  let count = 0;
  if (end - from === BLOCK && mask.byteOffset % 4 === 0) {
    const words = new Uint32Array(mask.buffer, mask.byteOffset + from, 2 * HALF_WORDS);
    let [first, second] = [0, 0];
    for (let word = 0; word < HALF_WORDS; word += 1) {
      first += words[word] as number;
      second += words[HALF_WORDS + word] as number;
    }
    return sumOfBytes(first) + sumOfBytes(second);
  }
  for (let at = from; at < end; at += 1) count += mask[at] as number;
  return count;
}

function sumOfBytes(word: number): number {
  return (word & 0xff) + ((word >>> 8) & 0xff) + ((word >>> 16) & 0xff) + (word >>> 24);
}

/** The position of match `rank`, counted from 0. */
export function selectMatch({ mask, count, before }: CountedMatches, rank: number): number {
  if (count === mask.length) return rank;
  let [low, high] = [0, before.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((before[middle] as number) <= rank) low = middle + 1;
    else high = middle;
  }
  let position = (low - 1) * BLOCK;
  let left = rank - (before[low - 1] as number);
  for (; position < mask.length; position += 1) {
    if (mask[position] === 0) continue;
    if (left === 0) return position;
    left -= 1;
  }
  return position;
}

/** Matches before a position. */
export function matchesBefore({ mask, before }: CountedMatches, position: number): number {
  const block = Math.floor(position / BLOCK);
  let count = before[block] ?? 0;
  for (let at = block * BLOCK; at < position; at += 1) count += mask[at] as number;
  return count;
}
