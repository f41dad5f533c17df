import { KernelMemory } from './kernel-memory.ts';

/** Kept for those that come: more would be held for nothing. */
const MOST_SPARE = 2;
const MOST_BYTES = 64 * 1024 * 1024;

const spare: KernelMemory[] = [];

/**
 * A memory for a parser, all of it free: that of one which is through, where there is one. The collector of garbage does
 * not see how large they are, so that those of several logs would stand beside each other.
 */
export function takeMemory(): KernelMemory {
  const memory = spare.pop();
  memory?.clear();
  return memory ?? new KernelMemory();
}

/** Gives the memory of a parser back, which must not look at it again. */
export function giveMemory(memory: KernelMemory): void {
  if (spare.length < MOST_SPARE && memory.bytes.length <= MOST_BYTES && !spare.includes(memory))
    spare.push(memory);
}
