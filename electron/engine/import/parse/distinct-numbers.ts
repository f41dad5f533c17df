import type { KernelMemory } from '../../kernels/kernel-memory.ts';
import type { CellTable } from './cell-table.ts';
import { IdMap } from './id-map.ts';

/** Finds the numbers of lists that occur in them, each once. */
export class DistinctNumbers {
  readonly #memory: KernelMemory;
  /** In which list each number was met last. */
  readonly #stamps: IdMap;
  #stamp = 0;

  constructor(memory: KernelMemory) {
    this.#memory = memory;
    this.#stamps = new IdMap(memory);
  }

  /**
   * The numbers of a list in the order in which they come first.
   * @param list address of so many numbers as `count`, not more than rows of the block
   * @param size above all numbers
   */
  of(table: CellTable, list: number, count: number, size: number): Uint32Array {
    this.#stamps.makeRoom(size);
    this.#stamp += 1;
    const out = table.scratch.met.at;
    const found = this.#memory.kernels.distinctIds(list, count, this.#stamps.at, this.#stamp, out);
    return this.#memory.words.slice(out / 4, out / 4 + found);
  }

  /**
   * What follows from numbers, each once.
   * @param met numbers of the block
   * @param map of which all of them are known
   * @param size above all that follow
   */
  ofMapped(table: CellTable, met: Uint32Array, map: IdMap, size: number): Uint32Array {
    const { at } = table.scratch.fresh;
    this.#memory.words.set(met, at / 4);
    this.#memory.kernels.mapIds(at, met.length, map.at, at);
    return this.of(table, at, met.length, size);
  }
}
