import type { KernelMemory } from '../../kernels/kernel-memory.ts';

/** Stands for a number that is not known. */
export const UNSET = 0xffff_ffff;
const FIRST_SIZE = 256;

/** What follows from numbers: another one for each, in the memory of kernels. */
export class IdMap {
  readonly #memory: KernelMemory;
  #size = FIRST_SIZE;
  #at: number;

  constructor(memory: KernelMemory) {
    this.#memory = memory;
    this.#at = memory.take(FIRST_SIZE * 4);
    this.forget();
  }

  /** Address of the first; it moves when there are more. */
  get at(): number {
    return this.#at;
  }

  /** What follows from a number there is room for; {@link UNSET} where that is not known. */
  get(id: number): number {
    return this.#memory.words[this.#at / 4 + id] ?? UNSET;
  }

  set(id: number, number: number): void {
    if (id >= this.#size) this.makeRoom(id + 1);
    this.#memory.words[this.#at / 4 + id] = number;
  }

  /** Sets a stretch of numbers to the same. */
  fill(number: number, from: number, to: number): void {
    this.makeRoom(to);
    this.#memory.words.fill(number, this.#at / 4 + from, this.#at / 4 + to);
  }

  /** Makes room for numbers below a size. */
  makeRoom(size: number): void {
    if (size <= this.#size) return;
    const grown = 2 ** Math.ceil(Math.log2(size)) * 2;
    const at = this.#memory.take(grown * 4);
    const { words } = this.#memory;
    words.copyWithin(at / 4, this.#at / 4, this.#at / 4 + this.#size);
    words.fill(UNSET, at / 4 + this.#size, at / 4 + grown);
    this.#memory.give(this.#at, this.#size * 4);
    this.#at = at;
    this.#size = grown;
  }

  forget(): void {
    this.#memory.words.fill(UNSET, this.#at / 4, this.#at / 4 + this.#size);
  }
}
