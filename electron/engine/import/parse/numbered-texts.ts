import type { KernelMemory } from '../../kernels/kernel-memory.ts';
import { KernelWords } from '../../kernels/kernel-rows.ts';
import { textsBytes } from './remembered.ts';
import type { RowTexts } from './row-texts.ts';

/** Texts with numbers of their own; 0 is none. */
export abstract class NumberedTexts implements RowTexts {
  readonly varies = true;
  readonly ids: KernelWords;
  met: Uint32Array = new Uint32Array();
  readonly #texts: (string | null)[] = [null];
  #characters = 0;
  /** In which block each number was met last. */
  #stamps = new Uint32Array(256);
  #stamp = 0;

  constructor(memory: KernelMemory, rows: number) {
    this.ids = new KernelWords(memory, rows);
  }

  get size(): number {
    return this.#texts.length;
  }

  get bytes(): number {
    return textsBytes(this.#texts.length, this.#characters);
  }

  get isEmpty(): boolean {
    return this.met.every((id) => this.textOf(id) === null);
  }

  forget(): void {
    this.#texts.length = 1;
    this.#characters = 0;
    this.#stamps.fill(0);
    this.#stamp = 0;
  }

  textOf(id: number): string | null {
    return this.#texts[id] ?? null;
  }

  abstract take(): void;

  /** A number for a text, whether it has one already or not: whoever asks knows what is the same. */
  protected newNumber(text: string | null): number {
    if (text === null) return 0;
    this.#characters += text.length;
    return this.#texts.push(text) - 1;
  }

  /** The numbers of a list, each once, in the order in which they come first. */
  protected distinct(numbers: Uint32Array): Uint32Array {
    if (this.#texts.length > this.#stamps.length) {
      const grown = new Uint32Array(this.#texts.length * 2);
      grown.set(this.#stamps);
      this.#stamps = grown;
    }
    this.#stamp += 1;
    const stamps = this.#stamps;
    const met = new Uint32Array(numbers.length);
    let count = 0;
    for (let index = 0; index < numbers.length; index += 1) {
      const number = numbers[index] ?? 0;
      if (stamps[number] === this.#stamp) continue;
      stamps[number] = this.#stamp;
      met[count] = number;
      count += 1;
    }
    return met.subarray(0, count);
  }
}
