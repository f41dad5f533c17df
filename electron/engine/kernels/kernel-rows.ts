import type { KernelMemory } from './kernel-memory.ts';

/** A number of 32 bits for each row of a block, in the memory of kernels. */
export class KernelWords {
  readonly at: number;
  readonly #memory: KernelMemory;
  readonly #rows: number;
  #generation = -1;
  #view = new Uint32Array();

  constructor(memory: KernelMemory, rows: number) {
    this.#memory = memory;
    this.#rows = rows;
    this.at = memory.keep(rows * 4);
  }

  /** The numbers; to be asked for again after kernels ran, which may have moved them. */
  get values(): Uint32Array {
    if (this.#generation !== this.#memory.generation) {
      this.#generation = this.#memory.generation;
      this.#view = this.#memory.words.subarray(this.at / 4, this.at / 4 + this.#rows);
    }
    return this.#view;
  }
}

/** A float for each row of a block; otherwise as {@link KernelWords}. */
export class KernelFloats {
  readonly at: number;
  readonly #memory: KernelMemory;
  readonly #rows: number;
  #generation = -1;
  #view = new Float64Array();

  /** @param rows may be followed by one more, which is not kept */
  constructor(memory: KernelMemory, rows: number) {
    this.#memory = memory;
    this.#rows = rows;
    this.at = memory.keep(rows * 8);
  }

  get values(): Float64Array {
    if (this.#generation !== this.#memory.generation) {
      this.#generation = this.#memory.generation;
      this.#view = this.#memory.floats.subarray(this.at / 8, this.at / 8 + this.#rows);
    }
    return this.#view;
  }
}
