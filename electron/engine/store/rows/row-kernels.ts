import { KernelMemory } from '../../kernels/kernel-memory.ts';

let memory: KernelMemory | null = null;

/** The kernels of this thread for work on one column at a time; what is taken of their memory is given back at once. */
export function rowKernels(): KernelMemory {
  memory ??= new KernelMemory();
  return memory;
}

/** Rows that are worked on at a time, where nothing has to be seen as a whole: what they take stays in the cache. */
export const ROWS_AT_ONCE = 8_192;
